/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.perplexityprune.Decision;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows decisions. */
record DecisionText(List<Decision> decisions) {

  void print(ConsoleOptions console) {
    if (console.isJson()) {
      JsonText.print(console.out(), this::write);
    } else {
      decisions.forEach(console.out()::println);
    }
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Decision decision : decisions) {
      write(json, decision);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Decision decision) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", decision.id());
    json.writeStringField("domain", decision.domain());
    json.writeBooleanField("kept", decision.isKept());
    json.writeStringField("verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
    if (decision.score().isPresent()) {
      PerplexityScore score = decision.score().get();
      json.writeNumberField("negative_log_likelihood", score.negativeLogLikelihood());
      json.writeNumberField("token_count", score.tokenCount());
      json.writeNumberField("byte_count", score.byteCount());
      JsonText.number(json, "perplexity", OptionalDouble.of(score.perplexity()));
    }
    JsonText.number(json, "percentile", decision.percentile());
    JsonText.number(json, "lowest_kept_mean_negative_log_likelihood", decision.lowestKept());
    JsonText.number(json, "highest_kept_mean_negative_log_likelihood", decision.highestKept());
    if (decision.failureReason().isPresent()) {
      json.writeStringField("failure_reason", decision.failureReason().get());
    }
    json.writeEndObject();
  }
}
