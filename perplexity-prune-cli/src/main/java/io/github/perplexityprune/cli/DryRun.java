/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.perplexityprune.Forecast;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a command would read, train on and score, found out in one reading of the documents. */
final class DryRun {
  /**
   * Of English text and code in the vocabulary of the shape tiny; larger ones have longer tokens.
   */
  private static final double BYTES_PER_TOKEN = 3.3;

  private final CorpusFiles corpus;
  private final Optional<ReferenceSplit> split;
  private final Amount all = new Amount();
  private final Amount training = new Amount();
  private final Amount scoring = new Amount();
  private Optional<TrainingBudget> budget = Optional.empty();
  private Optional<Forecast> forecast = Optional.empty();
  private long scoredAlready;

  /** A number of documents, and the size of their texts. */
  private static final class Amount {
    private long documents;
    private long bytes;

    void add(long byteCount) {
      documents++;
      bytes += byteCount;
    }

    long tokens() {
      return Math.round(bytes / BYTES_PER_TOKEN);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d documents, %,d bytes of text, about %,d tokens",
          documents,
          bytes,
          tokens());
    }
  }

  private DryRun(CorpusFiles corpus, Optional<ReferenceSplit> split) {
    this.corpus = corpus;
    this.split = split;
  }

  /**
   * Reads a corpus.
   *
   * @param split what sets documents aside to train on, if anything does
   */
  static DryRun of(CorpusFiles corpus, Optional<ReferenceSplit> split) {
    DryRun run = new DryRun(corpus, split);
    try (Stream<CorpusRecord> documents = corpus.source().open()) {
      documents.forEach(document -> run.add(document.text()));
    }
    return run;
  }

  private void add(String text) {
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    all.add(bytes);
    if (text.isEmpty()) {
      return;
    }
    long contentHash = ReferenceSplit.contentHash(text);
    if (split.isEmpty() || split.get().scores(contentHash)) {
      scoring.add(bytes);
    }
    for (int model = 0; model < models(); model++) {
      if (split.orElseThrow().trains(contentHash, model)) {
        training.add(bytes);
      }
    }
  }

  private int models() {
    return split.map(ReferenceSplit::modelCount).orElse(0);
  }

  /** Says that the split's models would be trained, each on so much. */
  DryRun withTraining(TrainingBudget newBudget) {
    budget = Optional.of(newBudget);
    return this;
  }

  /** Says how much of it is in a store, if there is one. */
  DryRun withScores(Path file) {
    if (Files.exists(file)) {
      try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(file)) {
        scoredAlready = store.documentCount();
      }
    }
    return this;
  }

  /** Measures on a small sample what it would take; see {@link Pruner#forecast}. */
  DryRun withForecast(Pruner pruner) {
    if (scoring.documents > 0) {
      forecast = Optional.of(pruner.forecast(corpus.source()));
    }
    return this;
  }

  /** Tokens to train on, counted as often as they are read. */
  private long trainingTokens() {
    return budget
        .map(each -> models() * each.tokensFor(Math.max(1, training.tokens() / models())))
        .orElse(0L);
  }

  void print(ConsoleOptions console) {
    if (console.isJson()) {
      JsonText.print(console.out(), this::write);
      return;
    }
    PrintWriter out = console.out();
    line(out, "Would read %s: %s", corpus, all);
    if (budget.isPresent()) {
      line(
          out,
          "Would train %d %s on %s, for about %,d tokens in all",
          models(),
          models() == 1 ? "model" : "models",
          training,
          trainingTokens());
    }
    line(out, "Would score %s", scoring);
    if (scoredAlready > 0) {
      line(out, "  of which %,d documents are in the store already", scoredAlready);
    }
    forecast.ifPresent(expected -> print(out, expected));
    line(
        out,
        "Nothing was trained, scored or written. Tokens are guessed from bytes, 1 for each 3.3.");
    out.flush();
  }

  private static void print(PrintWriter out, Forecast expected) {
    line(out, "Would take about %s by a small sample", ProgressLines.inWords(expected.total()));
    if (expected.trainingTokens() > 0) {
      line(
          out,
          "  %s to train, at %,.0f tokens/s",
          ProgressLines.inWords(expected.training()),
          expected.trainingTokensPerSecond());
    }
    line(
        out,
        "  %s to score all, at %,.0f tokens/s",
        ProgressLines.inWords(expected.scoring()),
        expected.scoringTokensPerSecond());
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("files", corpus.files().size());
    write(json, "read", all);
    if (budget.isPresent()) {
      write(json, "train_on", training);
      json.writeNumberField("training_tokens", trainingTokens());
    }
    write(json, "score", scoring);
    json.writeNumberField("documents_in_store", scoredAlready);
    if (forecast.isPresent()) {
      write(json, forecast.get());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Forecast expected) throws IOException {
    json.writeObjectFieldStart("forecast");
    json.writeNumberField("training_seconds", expected.training().toMillis() / 1e3);
    json.writeNumberField("training_tokens_per_second", expected.trainingTokensPerSecond());
    json.writeNumberField("scoring_seconds", expected.scoring().toMillis() / 1e3);
    json.writeNumberField("scoring_tokens_per_second", expected.scoringTokensPerSecond());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Amount amount) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("documents", amount.documents);
    json.writeNumberField("bytes", amount.bytes);
    json.writeNumberField("estimated_tokens", amount.tokens());
    json.writeEndObject();
  }
}
