/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How well a reference model's scores tell damaged documents from undamaged ones. */
final class NoiseEvaluation {

  /** A document and its mean negative log-likelihood. */
  private record Scored(CorpusText text, double meanNegativeLogLikelihood) {}

  private final List<Scored> undamaged = new ArrayList<>();
  private final Map<String, List<Scored>> damaged = new TreeMap<>();

  private NoiseEvaluation() {}

  static NoiseEvaluation of(ReferenceModel reference, List<CorpusText> texts) {
    NoiseEvaluation evaluation = new NoiseEvaluation();
    ScoreStore scores =
        Pruner.builder()
            .scorer(reference)
            .score(DocumentSource.of(texts, CorpusText::text).withId(CorpusText::id))
            .scores();
    scores.forEach(
        row -> {
          CorpusText text = texts.get((int) row.ordinal());
          Scored scored = new Scored(text, row.meanNegativeLogLikelihood());
          if (text.noise().equals(CorpusText.UNDAMAGED)) {
            evaluation.undamaged.add(scored);
          } else {
            evaluation.damaged.computeIfAbsent(text.noise(), kind -> new ArrayList<>()).add(scored);
          }
        });
    return evaluation;
  }

  /** Prints a row for each kind of damage. */
  void print() {
    CorpusEvaluation.print(
        "%n| damage | documents | median perplexity | of the undamaged | AUC, same domain | its lowest"
            + " domains | AUC, all domains | above its own original |%n|---|---:|---:|---:|---:|---|---:|---:|");
    damaged.forEach(this::print);
  }

  private void print(String kind, List<Scored> documents) {
    double[] scores = scores(documents);
    Map<String, Double> areas = sameDomainAreas(documents);
    CorpusEvaluation.print(
        "| %s | %d | %.1f | %.1f | %.3f | %s | %.3f | %.1f%% |",
        kind,
        documents.size(),
        Math.exp(median(scores)),
        Math.exp(median(scores(undamaged))),
        documents.stream()
            .mapToDouble(scored -> areas.get(scored.text.domain()))
            .average()
            .orElseThrow(),
        lowest(areas),
        RocCurve.area(scores, scores(undamaged)),
        100 * shareAboveOriginal(documents));
  }

  /** By domain, the area under the ROC curve of its damaged against its undamaged documents. */
  private Map<String, Double> sameDomainAreas(List<Scored> documents) {
    Map<String, Double> areas = new TreeMap<>();
    documents.stream()
        .collect(groupingBy(scored -> scored.text.domain()))
        .forEach(
            (domain, ofDomain) ->
                areas.put(
                    domain,
                    RocCurve.area(
                        scores(ofDomain), undamaged(text -> text.domain().equals(domain)))));
    return areas;
  }

  private static String lowest(Map<String, Double> areas) {
    return areas.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(4)
        .map(area -> String.format(Locale.ROOT, "%s %.2f", area.getKey(), area.getValue()))
        .collect(joining(", "));
  }

  private double shareAboveOriginal(List<Scored> documents) {
    double sum = 0;
    for (Scored document : documents) {
      String base = document.text.baseId();
      sum +=
          RocCurve.area(scores(List.of(document)), undamaged(text -> text.baseId().equals(base)));
    }
    return sum / documents.size();
  }

  private double[] undamaged(Predicate<CorpusText> wanted) {
    return scores(undamaged.stream().filter(scored -> wanted.test(scored.text)).toList());
  }

  private static double[] scores(List<Scored> documents) {
    return documents.stream().mapToDouble(Scored::meanNegativeLogLikelihood).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
