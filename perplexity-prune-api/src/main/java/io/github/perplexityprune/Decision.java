/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.select.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was decided about one document, and why.
 *
 * @param ordinal the document's position in the source, counted from 0
 * @param id its id
 * @param domain its domain, or empty
 * @param verdict kept, or why not
 * @param score its score; empty when it was not scored
 * @param percentile share of the documents it was ranked with that score at most as high, in
 *     percent, in (0, 100]; empty when it was not ranked
 * @param lowestKept least mean negative log-likelihood kept among those documents, in nats; empty
 *     when none was kept
 * @param highestKept greatest mean negative log-likelihood kept among those documents, in nats;
 *     empty when none was kept
 * @param failureReason why it could not be scored; empty unless it failed
 * @since 0.1
 */
public record Decision(
    long ordinal,
    String id,
    String domain,
    Verdict verdict,
    Optional<PerplexityScore> score,
    OptionalDouble percentile,
    OptionalDouble lowestKept,
    OptionalDouble highestKept,
    Optional<String> failureReason) {

  /** Whether the document is kept. */
  public boolean isKept() {
    return verdict.isKept();
  }

  /** The decision as a sentence. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(isKept() ? "kept " : "dropped ").append('\'').append(id).append('\'');
    if (!domain.isEmpty()) {
      text.append(" (").append(domain).append(')');
    }
    text.append(": ").append(verdict.phrase());
    score.ifPresent(
        known ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "; perplexity %.1f (%.3f nats per token over %d tokens)",
                    known.perplexity(),
                    known.meanNegativeLogLikelihood(),
                    known.tokenCount())));
    percentile.ifPresent(
        share -> text.append(String.format(Locale.ROOT, ", percentile %.1f", share)));
    if (lowestKept.isPresent() && highestKept.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              "; kept are perplexities from %.1f to %.1f",
              Math.exp(lowestKept.getAsDouble()),
              Math.exp(highestKept.getAsDouble())));
    }
    failureReason.ifPresent(reason -> text.append("; ").append(reason));
    return text.toString();
  }
}
