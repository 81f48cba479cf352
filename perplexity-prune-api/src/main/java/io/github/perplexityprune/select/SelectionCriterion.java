/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.Scores;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which documents are kept: a band of the documents ranked by their mean negative
 * log-likelihood per token, which is the order of their perplexities.
 *
 * <p>A factory says which band, and methods that each return a changed criterion say how it is
 * placed:
 *
 * <pre>{@code
 * low(0.5)
 * medium(0.3).perDomain().minimumTokens(16)
 * high(0.1).byTokens()
 * percentiles(25, 75).boundary(Boundary.PAPER)
 * }</pre>
 *
 * <p>Documents that are not ranked (empty, failed, too short, not scored, or used to train the
 * reference model) count for nothing in the ranking and are dropped, unless {@link #keepUnscored()}
 * says otherwise. Documents of different folds are ranked apart, because different models scored
 * them.
 *
 * <p>Selection rates and percentiles are taken as the decimal fractions they are written as: 0.35
 * is 35 hundredths. With {@link Boundary#EXACT}, {@code low} and {@code high} are mirror images. A
 * band holds every band of the same kind with a lower rate.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al.: Perplexed by Perplexity</a>
 * @since 0.1
 */
public final class SelectionCriterion implements Serializable {
  private final Band band;
  private final Modifiers modifiers;

  private SelectionCriterion(Band band, Modifiers modifiers) {
    this.band = band;
    this.modifiers = modifiers;
  }

  private static SelectionCriterion of(Band band) {
    return new SelectionCriterion(band, Modifiers.defaults(band.unit()));
  }

  private static SelectionCriterion of(Position position, Share share) {
    return of(new PositionedBand(position, share));
  }

  /**
   * Keeps the least surprising documents.
   *
   * @param selectionRate the fraction of the ranked documents to keep, in (0, 1]
   * @throws IllegalArgumentException if {@code selectionRate} is out of range or NaN
   */
  public static SelectionCriterion low(double selectionRate) {
    return of(Position.LOW, new Share.Rate(selectionRate));
  }

  /**
   * Keeps the documents around the median. When as many cannot be left out on either side, one more
   * is left out above.
   *
   * @param selectionRate the fraction of the ranked documents to keep, in (0, 1]
   * @throws IllegalArgumentException if {@code selectionRate} is out of range or NaN
   */
  public static SelectionCriterion medium(double selectionRate) {
    return of(Position.MEDIUM, new Share.Rate(selectionRate));
  }

  /**
   * Keeps the most surprising documents.
   *
   * @param selectionRate the fraction of the ranked documents to keep, in (0, 1]
   * @throws IllegalArgumentException if {@code selectionRate} is out of range or NaN
   */
  public static SelectionCriterion high(double selectionRate) {
    return of(Position.HIGH, new Share.Rate(selectionRate));
  }

  /**
   * Keeps documents drawn without regard to their scores: the control that a comparison of criteria
   * needs. The draw depends on the ids and the seed alone, and a greater rate draws the same
   * documents and more.
   *
   * @param selectionRate the fraction of the ranked documents to keep, in (0, 1]
   * @param seed any number; another one draws other documents
   * @throws IllegalArgumentException if {@code selectionRate} is out of range or NaN
   */
  public static SelectionCriterion random(double selectionRate, long seed) {
    return of(new RandomBand(new Share.Rate(selectionRate), seed));
  }

  /**
   * Keeps as many of the least surprising documents as a number of tokens allows. A budget of all
   * tokens or more keeps everything. When documents are ranked in several strata (folds, or domains
   * after {@link #perDomain()}), these share the budget in proportion to their tokens.
   *
   * @param tokens the most tokens to keep, at least 1
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   */
  public static SelectionCriterion lowTokens(long tokens) {
    return of(Position.LOW, new Share.Tokens(tokens));
  }

  /**
   * Keeps as many of the documents around the median token as a number of tokens allows, shared as
   * in {@link #lowTokens}. The documents that straddle an end of the band are dropped.
   *
   * @param tokens the most tokens to keep, at least 1
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   */
  public static SelectionCriterion mediumTokens(long tokens) {
    return of(Position.MEDIUM, new Share.Tokens(tokens));
  }

  /**
   * Keeps as many of the most surprising documents as a number of tokens allows, shared as in
   * {@link #lowTokens}.
   *
   * @param tokens the most tokens to keep, at least 1
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   */
  public static SelectionCriterion highTokens(long tokens) {
    return of(Position.HIGH, new Share.Tokens(tokens));
  }

  /**
   * Keeps documents drawn without regard to their scores up to a number of tokens, shared as in
   * {@link #lowTokens}.
   *
   * @param tokens the most tokens to keep, at least 1
   * @param seed any number; another one draws other documents
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   */
  public static SelectionCriterion randomTokens(long tokens, long seed) {
    return of(new RandomBand(new Share.Tokens(tokens), seed));
  }

  /**
   * Keeps the documents between two percentiles of the ranking. Bands that share an end share no
   * document; by whole documents and with {@link Boundary#EXACT} they leave none out between them.
   *
   * @param from the lower end, at least 0
   * @param to the upper end, greater than {@code from} and at most 100
   * @throws IllegalArgumentException if the ends are out of range or NaN
   */
  public static SelectionCriterion percentiles(double from, double to) {
    return of(new PercentileBand(from, to));
  }

  /**
   * Keeps the documents whose perplexity is between two given ones, both included, whatever the
   * perplexities of the others are. Compared are the natural logarithms, so a perplexity that is
   * too great for a {@code double} is in a band without an upper end.
   *
   * @param from the lower end, greater than 0
   * @param to the upper end, greater than {@code from}; may be infinite
   * @throws IllegalArgumentException if the ends are out of range or NaN
   */
  public static SelectionCriterion perplexityBetween(double from, double to) {
    return of(new PerplexityBand(from, to));
  }

  /**
   * Places the band within each domain, so that every domain keeps the same share.
   *
   * @throws IllegalStateException after {@link #perplexityBetween}
   */
  public SelectionCriterion perDomain() {
    band.requireRanked("perDomain()");
    return new SelectionCriterion(band, modifiers.perDomain());
  }

  /**
   * Counts tokens, not documents: the rate is a share of the tokens of the ranked documents. Whole
   * documents are kept, and never more tokens than the rate allows; a document that straddles an
   * end of the band is dropped. Changes nothing in a criterion made from a number of tokens.
   *
   * @throws IllegalStateException after {@link #perplexityBetween} or with {@link Boundary#PAPER}
   */
  public SelectionCriterion byTokens() {
    band.requireRanked("byTokens()");
    return new SelectionCriterion(band, modifiers.byTokens());
  }

  /**
   * Ranks only documents with so many tokens: the perplexity of a few tokens says little.
   *
   * @param tokens at least 1, the default, which ranks every document with a score
   * @throws IllegalArgumentException if {@code tokens} is less than 1
   * @throws IllegalStateException if another minimum than the default was set before
   */
  public SelectionCriterion minimumTokens(long tokens) {
    return new SelectionCriterion(band, modifiers.minimumTokens(tokens));
  }

  /**
   * Keeps documents that are not ranked because they are empty, failed or too short, instead of
   * dropping them. Documents that are not scored yet or trained the reference model are dropped all
   * the same.
   */
  public SelectionCriterion keepUnscored() {
    return new SelectionCriterion(band, modifiers.keepUnscored());
  }

  /**
   * Says which documents at the ends of the band are kept.
   *
   * @param boundary {@link Boundary#EXACT}, the default, or the published rule
   * @throws IllegalStateException if another boundary than the default was set before; or if {@link
   *     Boundary#PAPER} meets tokens, a random selection or {@link #perplexityBetween}, which the
   *     published rule does not cover
   */
  public SelectionCriterion boundary(Boundary boundary) {
    Objects.requireNonNull(boundary, "boundary");
    if (boundary == Boundary.PAPER) {
      band.requirePublished();
    }
    return new SelectionCriterion(band, modifiers.boundary(boundary));
  }

  /**
   * Applies the criterion to scores, as those of a {@link
   * io.github.perplexityprune.score.ScoreStore}, which must not change meanwhile.
   *
   * <p>Nothing is sorted: the ends of the bands are found by counting in a few passes over the
   * scores. Memory: a few megabytes for a few strata and at most some 300 megabytes for a hundred
   * thousand, whatever the number of documents. Cost: four to six passes, more for ties, and more
   * for many domains.
   */
  public Selection select(Scores scores) {
    Objects.requireNonNull(scores, "scores");
    return select(scores, scores.maximumCounters());
  }

  Selection select(Scores scores, int counters) {
    Ranking ranking = new Ranking(band.key(), modifiers);
    Strata strata = Strata.survey(scores, ranking);
    RankSearch search = new RankSearch(scores, ranking, strata, counters);
    Cuts cuts = band.cut(search, modifiers.boundary());
    VerdictRule rule = new VerdictRule(ranking, cuts, band.verdictAbove(), modifiers.unscored());
    KeptTally tally = scores.tally(new KeptTally(rule, strata));
    return new Selection(this, rule, tally, tally.bands(modifiers.scope(), scores.domains()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SelectionCriterion that
        && band.equals(that.band)
        && modifiers.equals(that.modifiers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(band, modifiers);
  }

  /** The code that makes this criterion, such as {@code medium(0.5).perDomain()}. */
  @Override
  public String toString() {
    return band + modifiers.callsAfter(band.unit());
  }
}
