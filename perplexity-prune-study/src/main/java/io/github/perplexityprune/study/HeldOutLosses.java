/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Adds up a model's scores of held-out documents by domain. */
final class HeldOutLosses implements ScoreSink {
  private final TreeMap<String, Sums> domains = new TreeMap<>();

  private static final class Sums {
    private long documents;
    private long tokens;
    private double negativeLogLikelihood;
  }

  private HeldOutLosses() {}

  /** The loss by domain, by name. Documents that cannot be scored are left out. */
  static <T> List<DomainLoss> of(ReferenceModel model, DocumentSource<T> source) {
    HeldOutLosses losses = new HeldOutLosses();
    long[] ordinal = {0};
    try (Stream<T> items = source.open()) {
      Iterator<Document> documents =
          items
              .sequential()
              .map(item -> source.document(item, ordinal[0]++))
              .filter(document -> !document.text().isEmpty())
              .iterator();
      model.scoreAll(documents, losses);
    }
    return losses.byDomain();
  }

  private List<DomainLoss> byDomain() {
    return domains.entrySet().stream()
        .map(
            entry -> {
              Sums sums = entry.getValue();
              return new DomainLoss(
                  entry.getKey(),
                  sums.documents,
                  sums.tokens,
                  sums.negativeLogLikelihood / sums.tokens);
            })
        .toList();
  }

  @Override
  public void scored(Document document, PerplexityScore score) {
    Sums sums = domains.computeIfAbsent(document.domain(), domain -> new Sums());
    sums.documents++;
    sums.tokens += score.tokenCount();
    sums.negativeLogLikelihood += score.negativeLogLikelihood();
  }

  @Override
  public void failed(Document document, ScoringException reason) {}
}
