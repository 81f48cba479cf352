/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.ScoreQuantiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows what a score store holds. */
final class StoreText {
  private static final double[] PERCENTILES = {1, 10, 25, 50, 75, 90, 99};

  private final ScoreStore store;
  private final Map<DocumentState, Long> counts = new EnumMap<>(DocumentState.class);
  private long tokenCount;

  StoreText(ScoreStore store) {
    this.store = store;
    store.forEach(
        row -> {
          counts.merge(row.state(), 1L, Long::sum);
          tokenCount += row.state().isRanked() ? row.tokenCount() : 0;
        });
  }

  void print(ConsoleOptions console) {
    if (console.isJson()) {
      JsonText.print(console.out(), this::write);
      return;
    }
    PrintWriter out = console.out();
    line(
        out,
        "%,d documents of %,d %s, %,d scored tokens",
        store.documentCount(),
        store.domains().size(),
        store.domains().size() == 1 ? "domain" : "domains",
        tokenCount);
    counts.forEach((state, count) -> line(out, "  %,12d  %s", count, words(state)));
    store.references().forEach(fingerprint -> line(out, "scored by %s", fingerprint));
    quantiles()
        .forEach(
            (percentile, mean) ->
                line(
                    out,
                    "  %3.0f%% have a perplexity of at most %,.1f (%.3f nats a token)",
                    percentile,
                    Math.exp(mean),
                    mean));
    out.flush();
  }

  private SortedMap<Double, Double> quantiles() {
    SortedMap<Double, Double> quantiles = new TreeMap<>();
    if (tokenCount > 0) {
      List<Double> means = ScoreQuantiles.of(store, PERCENTILES);
      for (int i = 0; i < PERCENTILES.length; i++) {
        quantiles.put(PERCENTILES[i], means.get(i));
      }
    }
    return quantiles;
  }

  private static String words(DocumentState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("documents", store.documentCount());
    json.writeNumberField("domains", store.domains().size());
    json.writeNumberField("tokens", tokenCount);
    json.writeObjectFieldStart("states");
    for (Map.Entry<DocumentState, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("references");
    for (String fingerprint : store.references()) {
      json.writeString(fingerprint);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("mean_negative_log_likelihood_percentiles");
    for (Map.Entry<Double, Double> quantile : quantiles().entrySet()) {
      json.writeNumberField(quantile.getKey().toString(), quantile.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
