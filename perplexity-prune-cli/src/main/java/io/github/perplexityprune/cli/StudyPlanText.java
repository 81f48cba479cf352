/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.perplexityprune.study.StudyForecast;
import io.github.perplexityprune.study.StudyForecast.ArmForecast;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what a study would take. */
final class StudyPlanText {
  private StudyPlanText() {}

  static void print(ConsoleOptions console, StudyForecast plan) {
    if (console.isJson()) {
      JsonText.print(console.out(), json -> write(json, plan));
      return;
    }
    PrintWriter out = console.out();
    line(
        out,
        "Would train %d final models of %,d weights on %,d tokens each: %d arms, %d seeds",
        plan.cellCount(),
        plan.parameterCount(),
        plan.tokenCount(),
        plan.arms().size(),
        plan.seedCount());
    if (plan.finishedCellCount() > 0) {
      line(out, "  of which %d are finished already", plan.finishedCellCount());
    }
    for (ArmForecast arm : plan.arms()) {
      line(
          out,
          "  %-16s about %,d tokens, seen %.2f times",
          arm.arm(),
          arm.tokenCount(),
          arm.passes());
    }
    line(out, "Would take about %s by a small sample", ProgressLines.inWords(plan.total()));
    line(
        out,
        "  %s to train the reference model and score %,d tokens (%.1e operations)",
        ProgressLines.inWords(plan.pruning()),
        plan.poolTokenCount(),
        plan.pruningOperations());
    line(
        out,
        "  %s to train the final models (%.1e operations)",
        ProgressLines.inWords(plan.training()),
        plan.trainingOperations());
    line(out, "  %s to ask them questions", ProgressLines.inWords(plan.evaluation()));
    plan.warnings().forEach(warning -> line(out, "Note: %s", warning));
    line(out, "Nothing was trained or written.");
    out.flush();
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  private static void write(JsonGenerator json, StudyForecast plan) throws IOException {
    json.writeStartObject();
    json.writeNumberField("final_models", plan.cellCount());
    json.writeNumberField("finished", plan.finishedCellCount());
    json.writeNumberField("seeds", plan.seedCount());
    json.writeNumberField("weights", plan.parameterCount());
    json.writeNumberField("tokens_each", plan.tokenCount());
    json.writeNumberField("pool_tokens", plan.poolTokenCount());
    json.writeArrayFieldStart("arms");
    for (ArmForecast arm : plan.arms()) {
      json.writeStartObject();
      json.writeStringField("name", arm.arm().name());
      json.writeNumberField("tokens", arm.tokenCount());
      json.writeNumberField("passes", arm.passes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("pruning_operations", plan.pruningOperations());
    json.writeNumberField("training_operations", plan.trainingOperations());
    json.writeNumberField("pruning_seconds", plan.pruning().toMillis() / 1e3);
    json.writeNumberField("training_seconds", plan.training().toMillis() / 1e3);
    json.writeNumberField("evaluation_seconds", plan.evaluation().toMillis() / 1e3);
    json.writeArrayFieldStart("warnings");
    for (String warning : plan.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
