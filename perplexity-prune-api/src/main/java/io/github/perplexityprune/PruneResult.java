/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.base.Suppliers;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.KeptBand;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The outcome of a pruning: the kept and the dropped objects of the host application, and why each
 * is which. Printing it shows its summary.
 *
 * @param <T> the host application's type
 * @since 0.1
 */
public final class PruneResult<T> {
  private final DocumentSource<T> source;
  private final ScoreStore scores;
  private final List<TrainingReport> trainings;
  private final Selection selection;
  private final Supplier<PruneSummary> summary;

  PruneResult(
      DocumentSource<T> source,
      ScoreStore scores,
      List<TrainingReport> trainings,
      Selection selection) {
    this.source = source;
    this.scores = scores;
    this.trainings = trainings;
    this.selection = selection;
    this.summary = Suppliers.memoize(() -> Summarizing.of(scores, selection));
  }

  /**
   * The kept objects, untouched and in source order, read lazily from the source, which is opened
   * again. Sequential; the caller closes the stream when the source reads from files or the like.
   *
   * @throws PerplexityPruneException while reading, if the source no longer gives as many documents
   *     as were scored
   */
  public Stream<T> kept() {
    return documents().filter(JudgedDocument::isKept).map(JudgedDocument::item);
  }

  /**
   * The dropped objects, as {@link #kept()} gives the kept ones: with documents that trained the
   * reference model.
   */
  public Stream<T> dropped() {
    return documents().filter(document -> !document.isKept()).map(JudgedDocument::item);
  }

  /**
   * Every object with its verdict and its score, for those who need both sides in one pass; read as
   * {@link #kept()} reads the kept ones.
   */
  public Stream<JudgedDocument<T>> documents() {
    return JudgedDocuments.stream(source, scores, selection);
  }

  /**
   * What was decided about a document, and why. Cost: one pass over the scores.
   *
   * @param id the document's id; when several share it, the first of them is explained
   * @throws IllegalArgumentException if the source has no document of that id
   */
  public Decision explain(String id) {
    long ordinal =
        scores
            .find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "id must be that of a document of the source, but was '" + id + "'"));
    return decision(scores.row(ordinal));
  }

  /**
   * The documents of the lowest scores, least surprising first; at most {@code count}. Cost: one
   * pass over the scores.
   */
  public List<Decision> lowest(int count) {
    return extremes(count, Comparator.comparingDouble(ScoreRow::meanNegativeLogLikelihood));
  }

  /**
   * The documents of the highest scores, most surprising first; at most {@code count}. Cost: one
   * pass over the scores.
   */
  public List<Decision> highest(int count) {
    return extremes(
        count, Comparator.comparingDouble(ScoreRow::meanNegativeLogLikelihood).reversed());
  }

  private List<Decision> extremes(int count, Comparator<ScoreRow> order) {
    PriorityQueue<ScoreRow> worstFirst = new PriorityQueue<>(order.reversed());
    scores.forEach(
        row -> {
          if (row.state().isRanked()
              && (worstFirst.size() < count || order.compare(row, worstFirst.peek()) < 0)) {
            worstFirst.add(scores.row(row.ordinal()));
            if (worstFirst.size() > count) {
              worstFirst.remove();
            }
          }
        });
    List<ScoreRow> rows = new ArrayList<>(worstFirst);
    rows.sort(order);
    return rows.stream().map(this::decision).toList();
  }

  private Decision decision(ScoreRow row) {
    String domain = scores.domains().get(row.domain());
    Verdict verdict = selection.verdict(row);
    Optional<KeptBand> band = isRanked(row) ? Optional.of(band(row, domain)) : Optional.empty();
    return new Decision(
        row.ordinal(),
        row.id(),
        domain,
        verdict,
        row.score(),
        band.isPresent() ? OptionalDouble.of(percentile(row, band.get())) : OptionalDouble.empty(),
        band.map(KeptBand::lowestMeanNegativeLogLikelihood).orElse(OptionalDouble.empty()),
        band.map(KeptBand::highestMeanNegativeLogLikelihood).orElse(OptionalDouble.empty()),
        row.failureReason());
  }

  private boolean isRanked(ScoreRow row) {
    return row.state().isRanked() && selection.verdict(row) != Verdict.TOO_SHORT;
  }

  private KeptBand band(ScoreRow row, String domain) {
    List<KeptBand> bands = selection.bands();
    return bands.stream()
        .filter(band -> bands.size() == 1 || band.fold() == row.fold())
        .filter(band -> band.domain().map(domain::equals).orElse(true))
        .findFirst()
        .orElseThrow();
  }

  /** Ranks only scores of one model, which alone are comparable. */
  private double percentile(ScoreRow of, KeptBand band) {
    double score = of.meanNegativeLogLikelihood();
    long[] counts = new long[2];
    scores.forEach(
        row -> {
          if (isRanked(row)
              && row.fold() == of.fold()
              && (band.domain().isEmpty() || row.domain() == of.domain())) {
            counts[0]++;
            counts[1] += row.meanNegativeLogLikelihood() <= score ? 1 : 0;
          }
        });
    return 100.0 * counts[1] / counts[0];
  }

  /**
   * Counts, thresholds, domains before and after, and the distribution of scores. Computed once.
   */
  public PruneSummary summary() {
    return summary.get();
  }

  /**
   * The source that was pruned, for those who need documents rather than objects; empty when only
   * scores are at hand, as {@link ScoredDocuments#of(ScoreStore)} has them.
   */
  public Optional<DocumentSource<T>> source() {
    return ScoredDocuments.isAtHand(source) ? Optional.of(source) : Optional.empty();
  }

  /** The scores that were selected from. */
  public ScoreStore scores() {
    return scores;
  }

  /**
   * How the reference models were trained, one a fold; empty when they were not trained by this
   * library.
   */
  public List<TrainingReport> trainings() {
    return trainings;
  }

  /** The selection that was made. */
  public Selection selection() {
    return selection;
  }

  /** Another selection from the same scores. */
  public PruneResult<T> select(SelectionCriterion criterion) {
    return new PruneResult<>(source, scores, trainings, criterion.select(scores));
  }

  /** The summary as text. */
  @Override
  public String toString() {
    return summary().toString();
  }
}
