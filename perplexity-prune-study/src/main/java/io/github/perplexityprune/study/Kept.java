/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.DomainSummary;
import java.util.BitSet;
import java.util.List;

/**
 * The documents that an arm keeps with a seed.
 *
 * @param ordinals of the source; not to be changed
 * @param documentCount how many
 * @param tokenCount their tokens, in those of the reference model
 * @param domains of the pool and of what is kept
 * @param digest identifies the kept texts and their order
 */
record Kept(
    BitSet ordinals,
    long documentCount,
    long tokenCount,
    List<DomainSummary> domains,
    String digest) {

  /** The kept documents of the source, in its order. */
  <T> DocumentSource<Document> of(DocumentSource<T> source) {
    return DocumentSource.reopening(
        () -> {
          int[] next = {0};
          return source
              .open()
              .sequential()
              .map(item -> new Numbered<>(item, next[0]++))
              .filter(numbered -> ordinals.get(numbered.ordinal))
              .map(numbered -> source.document(numbered.item, numbered.ordinal));
        },
        Document::text);
  }

  private record Numbered<T>(T item, int ordinal) {}
}
