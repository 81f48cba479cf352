/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import com.google.common.collect.Iterators;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two scorers, which see the same documents in turn, a chunk at a time. */
final class DifferenceScorer implements PerplexityScorer {
  /** Documents that both scorers get at once: enough to fill an engine's batches. */
  private static final int CHUNK = 256;

  private final PerplexityScorer minuend;
  private final PerplexityScorer subtrahend;
  private final Unit unit;

  /** What the difference is divided by. */
  enum Unit {
    TOKEN {
      @Override
      PerplexityScore subtract(Document document, PerplexityScore a, PerplexityScore b) {
        if (a.tokenCount() != b.tokenCount()) {
          throw new ScoringException(
              "both models must cut document '"
                  + document.id()
                  + "' into as many tokens to be compared per token, but one makes "
                  + a.tokenCount()
                  + " and the other "
                  + b.tokenCount()
                  + "; use differencePerByte for models of different tokenizers");
        }
        return new PerplexityScore(
            a.negativeLogLikelihood() - b.negativeLogLikelihood(), a.tokenCount(), a.byteCount());
      }
    },
    BYTE {
      @Override
      PerplexityScore subtract(Document document, PerplexityScore a, PerplexityScore b) {
        return new PerplexityScore(
            a.negativeLogLikelihood() - b.negativeLogLikelihood(), a.byteCount(), a.byteCount());
      }
    };

    abstract PerplexityScore subtract(Document document, PerplexityScore a, PerplexityScore b);
  }

  DifferenceScorer(PerplexityScorer minuend, PerplexityScorer subtrahend, Unit unit) {
    this.minuend = minuend;
    this.subtrahend = subtrahend;
    this.unit = unit;
  }

  @Override
  public PerplexityScore score(Document document) {
    return unit.subtract(document, minuend.score(document), subtrahend.score(document));
  }

  @Override
  public void scoreAll(Iterator<Document> documents, ScoreSink results) {
    Iterators.partition(documents, CHUNK).forEachRemaining(chunk -> scoreChunk(chunk, results));
  }

  private void scoreChunk(List<Document> chunk, ScoreSink results) {
    List<Outcome> minuends = outcomes(minuend, chunk);
    List<Outcome> subtrahends = outcomes(subtrahend, chunk);
    for (int i = 0; i < chunk.size(); i++) {
      Document document = chunk.get(i);
      PerplexityScore difference;
      try {
        difference =
            unit.subtract(
                document, minuends.get(i).scoreOrThrow(), subtrahends.get(i).scoreOrThrow());
      } catch (ScoringException e) {
        results.failed(document, e);
        continue;
      }
      results.scored(document, difference);
    }
    results.settled();
  }

  private static List<Outcome> outcomes(PerplexityScorer scorer, List<Document> chunk) {
    List<Outcome> outcomes = new ArrayList<>(chunk.size());
    scorer.scoreAll(
        chunk.iterator(),
        new ScoreSink() {
          @Override
          public void scored(Document document, PerplexityScore score) {
            outcomes.add(new Outcome(score, null));
          }

          @Override
          public void failed(Document document, ScoringException reason) {
            outcomes.add(new Outcome(null, reason));
          }
        });
    return outcomes;
  }

  private record Outcome(@Nullable PerplexityScore score, @Nullable ScoringException failure) {
    PerplexityScore scoreOrThrow() {
      if (score != null) {
        return score;
      }
      throw failure == null ? new ScoringException("no score was reported") : failure;
    }
  }

  @Override
  public String toString() {
    return "difference of " + minuend + " and " + subtrahend + " per " + unit;
  }
}
