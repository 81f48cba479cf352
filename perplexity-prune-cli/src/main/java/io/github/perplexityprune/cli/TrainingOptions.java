/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.ContextWindows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What reference model is trained, on what and how. */
final class TrainingOptions implements OptionSection {
  private static final Pattern CROSS_FITTED = Pattern.compile("cross-fitted:([0-9]{1,3})");

  /** The ways to train there are. */
  enum Recipe {
    DEFAULT {
      @Override
      TrainingConfig of(ReferenceModelConfig model) {
        return TrainingConfig.defaultFor(model);
      }
    },
    PAPER {
      @Override
      TrainingConfig of(ReferenceModelConfig model) {
        return TrainingConfig.paper();
      }
    };

    abstract TrainingConfig of(ReferenceModelConfig model);
  }

  @Option(
      names = "--model",
      defaultValue = "tiny",
      paramLabel = "SHAPE",
      description =
          "What to train: tiny (0.7 million weights, for a CPU), small (13 million), mpt125m (as published), or"
              + " LAYERSxWIDTH[/VOCABULARY[/CONTEXT]] such as 8x512 (default: ${DEFAULT-VALUE}).",
      completionCandidates = ModelShape.Names.class)
  private String model = "tiny";

  @Option(
      names = "--architecture",
      defaultValue = "mpt",
      paramLabel = "FAMILY",
      description = "Its family: mpt (as published) or llama (default: ${DEFAULT-VALUE}).")
  private Architecture architecture = Architecture.MPT;

  @Option(
      names = "--recipe",
      defaultValue = "default",
      paramLabel = "RECIPE",
      description =
          "Optimizer, schedule and amount: default (of the shape) or paper (as published, 26 billion tokens)"
              + " (default: ${DEFAULT-VALUE}).")
  private Recipe recipe = Recipe.DEFAULT;

  @Option(
      names = "--reference-fraction",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of the documents to train on, in (0, 1) (default: ${DEFAULT-VALUE}).")
  private double fraction = ReferenceSplit.DEFAULT_SHARE;

  @Option(
      names = "--reference-documents",
      defaultValue = "excluded",
      paramLabel = "FATE",
      description =
          "What becomes of these: excluded (neither scored nor kept, as published), included (scored by the"
              + " model that saw them), or cross-fitted:K (K models, each document scored by one that did not"
              + " see it, at K trainings and without --reference-fraction) (default: ${DEFAULT-VALUE}).")
  private String documents = "excluded";

  @Option(
      names = "--train-tokens",
      paramLabel = "COUNT",
      description = "Train on so many tokens (default: what the recipe says).")
  private @Nullable Long tokens;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "Keep the state of the training so often; a killed one goes on from there (default:"
              + " ${DEFAULT-VALUE}).")
  private double checkpointSeconds = ReferenceModelTrainer.DEFAULT_CHECKPOINT_INTERVAL.toSeconds();

  /** Trains into a folder, where an interrupted training goes on. */
  ReferenceModelTrainer trainer(Path folder, long seed, Device device, ContextWindows windows) {
    ReferenceModelConfig shape = shape().withArchitecture(architecture);
    return ReferenceModelTrainer.builder()
        .model(shape)
        .training(training(shape).withSeed(seed))
        .split(split().withSeed(seed))
        .windows(windows)
        .device(device)
        .checkpoints(folder)
        .checkpointInterval(checkpointInterval())
        .build();
  }

  /** How much each model is trained. */
  TrainingBudget budget() {
    return training(shape()).budget();
  }

  private ReferenceModelConfig shape() {
    return ModelShape.of("--model", model);
  }

  private Duration checkpointInterval() {
    if (!(checkpointSeconds >= 0.001 && checkpointSeconds <= 1e6)) {
      throw new IllegalArgumentException(
          "--checkpoint-interval must be from 0.001 to 1000000 seconds, but was "
              + checkpointSeconds);
    }
    return Duration.ofMillis(Math.round(1000 * checkpointSeconds));
  }

  private TrainingConfig training(ReferenceModelConfig shape) {
    TrainingConfig training = recipe.of(shape);
    return tokens == null ? training : training.withBudget(TrainingBudget.tokens(tokens));
  }

  private ReferenceSplit split() {
    Matcher crossFitted = CROSS_FITTED.matcher(documents);
    if (crossFitted.matches()) {
      return ReferenceSplit.crossFitted(Integer.parseInt(crossFitted.group(1)));
    }
    return switch (documents) {
      case "excluded" -> ReferenceSplit.excluded(fraction);
      case "included" -> ReferenceSplit.included(fraction);
      default ->
          throw new IllegalArgumentException(
              "--reference-documents must be excluded, included or cross-fitted:K such as cross-fitted:2, but was '"
                  + documents
                  + "'");
    };
  }

  /** What decides what is trained, by option name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("architecture", lower(architecture));
    settings.put("recipe", lower(recipe));
    settings.put("reference-fraction", Double.toString(fraction));
    settings.put("reference-documents", documents);
    settings.put("train-tokens", tokens == null ? "" : Long.toString(tokens));
    return settings;
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String heading() {
    return "Reference model";
  }
}
