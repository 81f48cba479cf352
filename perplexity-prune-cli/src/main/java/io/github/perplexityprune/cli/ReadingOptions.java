/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ContextWindows;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a model computes and how it reads documents. */
final class ReadingOptions implements OptionSection {
  private static final Pattern CUDA = Pattern.compile("cuda:([0-9]{1,3})");

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu or cuda:0 (default: ${DEFAULT-VALUE}).")
  private String device = "auto";

  @Option(
      names = "--precision",
      paramLabel = "NUMBERS",
      description =
          "float32, or bfloat16 for speed on processors that multiply it (default: float32 on a CPU, bfloat16"
              + " on a GPU).")
  private @Nullable Precision precision;

  @Option(
      names = "--stride",
      paramLabel = "TOKENS",
      description =
          "Let the windows over long documents begin so far apart (default: the context, so that they do not"
              + " overlap).")
  private @Nullable Integer stride;

  @Option(
      names = "--prefix-token",
      paramLabel = "ID",
      description = "Read every window after this token (default: the model's own).")
  private @Nullable Integer prefixToken;

  Device device() {
    return precision == null ? processor() : processor().withPrecision(precision);
  }

  private Device processor() {
    Matcher cuda = CUDA.matcher(device);
    if (cuda.matches()) {
      return Device.cuda(Integer.parseInt(cuda.group(1)));
    }
    return switch (device) {
      case "auto" -> Device.auto();
      case "cpu" -> Device.cpu();
      default ->
          throw new IllegalArgumentException(
              "--device must be auto, cpu or cuda:0 and so on, but was '" + device + "'");
    };
  }

  /** What decides how documents are read, by option name. */
  Map<String, String> settings() {
    return Map.of(
        "stride", stride == null ? "" : Integer.toString(stride),
        "prefix-token", prefixToken == null ? "" : Integer.toString(prefixToken));
  }

  /** Opens a model; it reads as its folder says unless these options say otherwise. */
  ReferenceModel load(Path folder) {
    ReferenceModel model = ReferenceModel.load(folder, device());
    try {
      return stride == null && prefixToken == null ? model : model.withWindows(windows());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  ContextWindows windows() {
    ContextWindows windows =
        stride == null ? ContextWindows.disjoint() : ContextWindows.strided(stride);
    return prefixToken == null ? windows : windows.after(prefixToken);
  }

  @Override
  public String heading() {
    return "How the model computes";
  }
}
