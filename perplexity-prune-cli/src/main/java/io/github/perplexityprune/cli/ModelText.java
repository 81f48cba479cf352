/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows what a reference model is. */
final class ModelText {
  private final ReferenceModel model;
  private final Optional<TrainingReport> training;

  ModelText(ReferenceModel model) {
    this.model = model;
    this.training = model.training();
  }

  void print(ConsoleOptions console) {
    if (console.isJson()) {
      JsonText.print(console.out(), this::write);
      return;
    }
    PrintWriter out = console.out();
    line(out, "Reference model %s", model.fingerprint());
    line(
        out, "  %,d weights, context of %,d tokens", model.parameterCount(), model.contextLength());
    if (training.isPresent()) {
      print(out, training.get());
    }
    out.flush();
  }

  private static void print(PrintWriter out, TrainingReport report) {
    line(
        out,
        "  trained on %,d tokens of %,d documents in %,d s: %s, seed %d, %s",
        report.tokenCount(),
        report.documentCount(),
        report.duration().toSeconds(),
        report.model().architecture(),
        report.training().seed(),
        report.split());
    line(out, "  training loss %.3f nats a token", report.trainingLoss());
    if (report.validationLoss().isPresent() && report.unigramEntropy().isPresent()) {
      line(
          out,
          "  of documents held out %.3f (perplexity %.1f); from the frequency of tokens alone it would be %.3f",
          report.validationLoss().getAsDouble(),
          Math.exp(report.validationLoss().getAsDouble()),
          report.unigramEntropy().getAsDouble());
    }
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("fingerprint", model.fingerprint());
    json.writeNumberField("weights", model.parameterCount());
    json.writeNumberField("context_length", model.contextLength());
    if (training.isPresent()) {
      TrainingReport report = training.get();
      json.writeNumberField("trained_tokens", report.tokenCount());
      json.writeNumberField("trained_documents", report.documentCount());
      json.writeNumberField("seconds", report.duration().toMillis() / 1e3);
      json.writeNumberField("training_loss", report.trainingLoss());
      JsonText.number(json, "validation_loss", report.validationLoss());
      JsonText.number(json, "unigram_entropy", report.unigramEntropy());
    }
    json.writeEndObject();
  }
}
