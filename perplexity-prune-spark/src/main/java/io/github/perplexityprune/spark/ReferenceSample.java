/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.storage.StorageLevel;

/**
 * The texts of a Dataset that train a reference model, brought to the driver one partition at a
 * time. They come in the order of their content hashes, so that the weights do not depend on how
 * the Dataset is partitioned.
 */
final class ReferenceSample implements AutoCloseable {
  private final Dataset<String> texts;

  private ReferenceSample(Dataset<String> texts) {
    this.texts = texts;
  }

  static ReferenceSample of(Dataset<?> documents, Column text, ReferenceSplit split, int fold) {
    Dataset<String> sample =
        documents
            .select(text)
            .as(Encoders.STRING())
            .filter(
                (FilterFunction<String>)
                    candidate ->
                        candidate != null
                            && !candidate.isEmpty()
                            && split.trains(ReferenceSplit.contentHash(candidate), fold));
    Dataset<String> ordered =
        sample
            .map(
                (MapFunction<String, scala.Tuple2<Long, String>>)
                    known -> new scala.Tuple2<>(ReferenceSplit.contentHash(known), known),
                Encoders.tuple(Encoders.LONG(), Encoders.STRING()))
            .orderBy("_1", "_2")
            .select("_2")
            .as(Encoders.STRING());
    return new ReferenceSample(ordered.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  DocumentSource<String> source() {
    return DocumentSource.reopening(
        () ->
            StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                    texts.toLocalIterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                /* parallel= */ false),
        Function.identity());
  }

  @Override
  public void close() {
    texts.unpersist();
  }
}
