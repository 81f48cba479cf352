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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reference model is, in words and as JSON. */
record ModelText(
    String fingerprint, long parameterCount, int contextLength, Optional<TrainingReport> training) {

  static ModelText of(ReferenceModel model) {
    return new ModelText(
        model.fingerprint(), model.parameterCount(), model.contextLength(), model.training());
  }

  /** Prints one model, or those of a cross-fitted split; as JSON an object, or an array of them. */
  static void print(ConsoleOptions console, List<ModelText> models) {
    if (!console.isJson()) {
      models.forEach(model -> model.print(console.out()));
    } else if (models.size() == 1) {
      JsonText.print(console.out(), models.get(0)::write);
    } else {
      JsonText.print(console.out(), json -> write(json, models));
    }
  }

  private static void write(JsonGenerator json, List<ModelText> models) throws IOException {
    json.writeStartArray();
    for (ModelText model : models) {
      model.write(json);
    }
    json.writeEndArray();
  }

  private void print(PrintWriter out) {
    line(out, "Reference model %s", fingerprint);
    line(out, "  %,d weights, context of %,d tokens", parameterCount, contextLength);
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
    json.writeStringField("fingerprint", fingerprint);
    json.writeNumberField("weights", parameterCount);
    json.writeNumberField("context_length", contextLength);
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
