/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The documents that arms choose from: those with a score, all of them or a share that is drawn by
 * a hash of their texts. Nothing outside of it is ranked.
 */
final class Pool implements Scores {
  private static final Draw DRAW = new Draw(2);
  private static final SelectionCriterion EVERYTHING = SelectionCriterion.low(1);

  private final ScoreStore store;
  private final Contents contents;
  private final BitSet members = new BitSet();
  private final double share;
  private long tokenCount;

  private Pool(ScoreStore store, Contents contents, double share) {
    this.store = store;
    this.contents = contents;
    this.share = share;
    store.forEach(
        row -> {
          int ordinal = Math.toIntExact(row.ordinal());
          if (row.state().isRanked() && DRAW.unit(contents.hashes().get(ordinal)) < share) {
            members.set(ordinal);
            tokenCount += row.tokenCount();
          }
        });
  }

  /**
   * The pool of a study.
   *
   * @param repetitions how often a model that is trained on {@code budget} tokens shall see it;
   *     empty for all documents
   * @throws PerplexityPruneException if there are not as many documents
   */
  static Pool of(ScoreStore store, Contents contents, OptionalDouble repetitions, long budget) {
    Pool whole = new Pool(store, contents, 1);
    if (repetitions.isEmpty()) {
      return whole;
    }
    double needed = budget / repetitions.getAsDouble();
    if (needed > whole.tokenCount) {
      throw new PerplexityPruneException(
          String.format(
              Locale.ROOT,
              "the corpus must have %,.0f tokens for %s repetitions of them in %,d, but has %,d to"
                  + " choose from; use more documents, more repetitions or a smaller model",
              needed,
              repetitions.getAsDouble(),
              budget,
              whole.tokenCount));
    }
    return new Pool(store, contents, needed / whole.tokenCount);
  }

  /** The arms for criteria: the controls, then one for each. */
  List<Arm> arms(List<SelectionCriterion> criteria) {
    TreeMap<Double, Arm> random = new TreeMap<>();
    List<Arm> studied = new ArrayList<>();
    for (SelectionCriterion criterion : criteria) {
      double rate = rate(criterion);
      random.put(rate, Arm.random(rate));
      studied.add(Arm.of(criterion, rate));
    }
    List<Arm> arms = new ArrayList<>(List.of(Arm.UNPRUNED));
    arms.addAll(random.values());
    arms.addAll(studied);
    return arms;
  }

  private double rate(SelectionCriterion criterion) {
    Selection selection = criterion.select(this);
    if (selection.keptDocumentCount() == 0) {
      throw new PerplexityPruneException(
          "each criterion must keep documents to train on, but "
              + criterion
              + " keeps none of "
              + members.cardinality());
    }
    double rate = (double) selection.keptDocumentCount() / members.cardinality();
    return Math.max(1, Math.round(100 * rate)) / 100.0;
  }

  /** What an arm keeps with a seed. */
  Kept kept(Arm arm, int seed) {
    Selection selection = arm.criterion(seed).orElse(EVERYTHING).select(this);
    BitSet ordinals = new BitSet();
    Hasher hasher = Hashing.sha256().newHasher();
    store.forEach(
        row -> {
          int ordinal = (int) row.ordinal();
          if (members.get(ordinal) && selection.isKept(row)) {
            ordinals.set(ordinal);
            hasher.putLong(contents.hashes().get(ordinal));
          }
        });
    return new Kept(
        ordinals,
        selection.keptDocumentCount(),
        selection.keptTokenCount(),
        PruneSummary.of(this, selection).domains(),
        hasher.hash().toString());
  }

  /** Tokens of its documents, in those of the reference model. */
  long tokenCount() {
    return tokenCount;
  }

  /** Share of the scored documents that was drawn. */
  double share() {
    return share;
  }

  @Override
  public List<String> domains() {
    return store.domains();
  }

  @Override
  public <T extends ScoreTally<T>> T tally(T empty) {
    store.forEach(
        row -> {
          if (members.get((int) row.ordinal())) {
            empty.count(row);
          }
        });
    return empty;
  }
}
