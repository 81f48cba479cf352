/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A corpus that both libraries get. */
record TestCorpus(List<Article> articles) {

  /** The url is its id, the site its domain. */
  record Article(String url, String site, String text) {}

  static final StructType SCHEMA =
      new StructType()
          .add("url", DataTypes.StringType)
          .add("site", DataTypes.StringType)
          .add("text", DataTypes.StringType);

  /** Sentences of three sites, with some empty, short and repeated ones. */
  static TestCorpus synthetic(int size) {
    SplittableRandom random = new SplittableRandom(11);
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String site = List.of("books", "code", "").get(random.nextInt(3));
      StringBuilder text = new StringBuilder();
      int words = i % 20 == 0 ? 0 : i % 7 == 0 ? 1 : random.nextInt(2, 40);
      for (int j = 0; j < words; j++) {
        int letters = i % 7 == 0 ? 1 : random.nextInt(1, 8);
        for (int k = 0; k < letters; k++) {
          text.append((char) ('a' + random.nextInt(site.equals("code") ? 6 : 3)));
        }
        text.append(' ');
      }
      articles.add(new Article("http://example.org/" + i, site, text.toString()));
    }
    return new TestCorpus(articles);
  }

  /** Real text of many domains; skips the test where it is not at hand. */
  static TestCorpus miniPile() {
    Path file = Path.of("..", "..", "shared", "data", "sample-1k.jsonl.gz");
    assumeThat(Files.exists(file)).as("the mini-Pile sample is at hand").isTrue();
    List<Row> rows =
        TestSpark.local()
            .read()
            .json(file.toString())
            .select("id", "domain", "text")
            .collectAsList();
    return new TestCorpus(
        rows.stream()
            .map(row -> new Article(row.getString(0), row.getString(1), row.getString(2)))
            .toList());
  }

  DocumentSource<Article> source() {
    return DocumentSource.of(articles, Article::text)
        .withId(Article::url)
        .withDomain(Article::site);
  }

  Dataset<Row> dataset(SparkSession spark, int partitions) {
    List<Row> rows =
        articles.stream()
            .map(article -> RowFactory.create(article.url, article.site, article.text))
            .toList();
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  static ReferenceModelTrainer.Builder trainer() {
    return ReferenceModelTrainer.builder()
        .model(ReferenceModelConfig.tiny())
        .engine(new BigramReferenceEngine());
  }

  /** A folder with a model that a part of the corpus trained. */
  String savedModel(Path folder, ReferenceSplit split) {
    try (ReferenceModel model =
        trainer().split(split).build().trainFold(source(), 0, PruneListener.NONE)) {
      model.save(folder);
    }
    return folder.toUri().toString();
  }
}
