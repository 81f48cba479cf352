/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The contents of {@code perplexity-prune.json}: what was trained, how, on which documents. */
final class CheckpointFacts {
  private static final int FORMAT = 1;

  private CheckpointFacts() {}

  static JsonObject toJson(
      ReferenceModelConfig config,
      ContextWindows windows,
      int ownPrefixToken,
      Optional<TrainingReport> training) {
    JsonObject json = toJson(windows, ownPrefixToken);
    json.add("model", toJson(config));
    training.ifPresent(report -> json.add("training", toJson(report)));
    return json;
  }

  /** The facts of a model that was not trained here. */
  static JsonObject toJson(ContextWindows windows, int ownPrefixToken) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", Pruner.version());
    json.addProperty("own_prefix_token", ownPrefixToken);
    windows.stride().ifPresent(stride -> json.addProperty("stride", stride));
    windows.prefixToken().ifPresent(token -> json.addProperty("prefix_token", token));
    return json;
  }

  static ReferenceModelConfig model(JsonObject facts) {
    int format = facts.get("format").getAsInt();
    if (format != FORMAT) {
      throw new IllegalArgumentException("its format must be " + FORMAT + ", but is " + format);
    }
    return model(facts.get("model"));
  }

  static ContextWindows windows(JsonObject facts) {
    return new ContextWindows(integer(facts, "stride"), integer(facts, "prefix_token"));
  }

  private static OptionalInt integer(JsonObject json, String key) {
    return json.has(key) ? OptionalInt.of(json.get(key).getAsInt()) : OptionalInt.empty();
  }

  static Optional<TrainingReport> training(JsonObject facts) {
    return facts.has("training")
        ? Optional.of(report(facts.getAsJsonObject("training"), model(facts)))
        : Optional.empty();
  }

  private static JsonObject toJson(ReferenceModelConfig config) {
    JsonObject json = new JsonObject();
    json.addProperty("architecture", config.architecture().id());
    json.addProperty("layer_count", config.layerCount());
    json.addProperty("width", config.width());
    json.addProperty("head_count", config.headCount());
    json.addProperty("feed_forward_width", config.feedForwardWidth());
    json.addProperty("context_length", config.contextLength());
    json.addProperty("vocabulary_size", config.vocabularySize());
    json.addProperty("tokenizer", "cl100k_base, first entries");
    return json;
  }

  private static ReferenceModelConfig model(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    String id = json.get("architecture").getAsString();
    for (Architecture architecture : Architecture.values()) {
      if (architecture.id().equals(id)) {
        return new ReferenceModelConfig(
            architecture,
            json.get("layer_count").getAsInt(),
            json.get("width").getAsInt(),
            json.get("head_count").getAsInt(),
            json.get("feed_forward_width").getAsInt(),
            json.get("context_length").getAsInt(),
            json.get("vocabulary_size").getAsInt());
      }
    }
    throw new IllegalArgumentException("its architecture must be mpt or llama, but is " + id);
  }

  private static JsonObject toJson(TrainingReport report) {
    TrainingConfig training = report.training();
    JsonObject json = new JsonObject();
    json.add("optimizer", toJson(training.optimizer()));
    json.addProperty("peak_learning_rate", training.peakLearningRate());
    json.addProperty("weight_decay", training.weightDecay());
    json.addProperty("warmup_share", training.warmupShare());
    json.addProperty("final_learning_rate_share", training.finalLearningRateShare());
    json.addProperty("maximum_gradient_norm", training.maximumGradientNorm());
    json.addProperty("batch_tokens", training.batchTokens());
    json.addProperty("micro_batch_tokens", training.microBatchTokens());
    json.add("budget", toJson(training.budget()));
    json.addProperty("validation_share", training.validationShare());
    json.addProperty("seed", training.seed());
    json.add("split", toJson(report.split()));
    json.addProperty("fold", report.fold());
    json.addProperty("texts_digest", report.textsDigest());
    json.addProperty("document_count", report.documentCount());
    json.addProperty("split_token_count", report.splitTokenCount());
    json.addProperty("token_count", report.tokenCount());
    json.addProperty("step_count", report.stepCount());
    json.addProperty("training_loss", report.trainingLoss());
    report.validationLoss().ifPresent(loss -> json.addProperty("validation_loss", loss));
    report.unigramEntropy().ifPresent(entropy -> json.addProperty("unigram_entropy", entropy));
    json.addProperty("duration", report.duration().toString());
    return json;
  }

  private static TrainingReport report(JsonObject json, ReferenceModelConfig model) {
    TrainingConfig training =
        new TrainingConfig(
            optimizer(json.getAsJsonObject("optimizer")),
            json.get("peak_learning_rate").getAsDouble(),
            json.get("weight_decay").getAsDouble(),
            json.get("warmup_share").getAsDouble(),
            json.get("final_learning_rate_share").getAsDouble(),
            json.get("maximum_gradient_norm").getAsDouble(),
            json.get("batch_tokens").getAsInt(),
            json.get("micro_batch_tokens").getAsInt(),
            budget(json.getAsJsonObject("budget")),
            json.get("validation_share").getAsDouble(),
            json.get("seed").getAsLong());
    return new TrainingReport(
        model,
        training,
        split(json.getAsJsonObject("split")),
        json.get("fold").getAsInt(),
        json.get("texts_digest").getAsString(),
        json.get("document_count").getAsLong(),
        json.get("split_token_count").getAsLong(),
        json.get("token_count").getAsLong(),
        json.get("step_count").getAsLong(),
        json.get("training_loss").getAsDouble(),
        optional(json, "validation_loss"),
        optional(json, "unigram_entropy"),
        Duration.parse(json.get("duration").getAsString()));
  }

  private static OptionalDouble optional(JsonObject json, String key) {
    return json.has(key) ? OptionalDouble.of(json.get(key).getAsDouble()) : OptionalDouble.empty();
  }

  private static JsonObject toJson(Optimizer optimizer) {
    JsonObject json = new JsonObject();
    if (optimizer instanceof Optimizer.AdamW adamW) {
      json.addProperty("type", "adamw");
      json.addProperty("beta1", adamW.beta1());
      json.addProperty("beta2", adamW.beta2());
      json.addProperty("epsilon", adamW.epsilon());
    } else if (optimizer instanceof Optimizer.Lion lion) {
      json.addProperty("type", "lion");
      json.addProperty("beta1", lion.beta1());
      json.addProperty("beta2", lion.beta2());
    }
    return json;
  }

  private static Optimizer optimizer(JsonObject json) {
    double beta1 = json.get("beta1").getAsDouble();
    double beta2 = json.get("beta2").getAsDouble();
    return json.get("type").getAsString().equals("adamw")
        ? new Optimizer.AdamW(beta1, beta2, json.get("epsilon").getAsDouble())
        : new Optimizer.Lion(beta1, beta2);
  }

  private static JsonObject toJson(TrainingBudget budget) {
    JsonObject json = new JsonObject();
    if (budget instanceof TrainingBudget.Epochs epochs) {
      json.addProperty("epochs", epochs.count());
    } else if (budget instanceof TrainingBudget.Tokens tokens) {
      json.addProperty("tokens", tokens.count());
    }
    return json;
  }

  private static TrainingBudget budget(JsonObject json) {
    return json.has("epochs")
        ? TrainingBudget.epochs(json.get("epochs").getAsDouble())
        : TrainingBudget.tokens(json.get("tokens").getAsLong());
  }

  private static JsonObject toJson(ReferenceSplit split) {
    JsonObject json = new JsonObject();
    if (split instanceof ReferenceSplit.Drawn drawn) {
      json.addProperty("share", drawn.share());
      json.addProperty("afterwards", drawn.afterwards().name());
    } else if (split instanceof ReferenceSplit.CrossFitted crossFitted) {
      json.addProperty("folds", crossFitted.folds());
    }
    json.addProperty("seed", split.seed());
    return json;
  }

  private static ReferenceSplit split(JsonObject json) {
    long seed = json.get("seed").getAsLong();
    return json.has("folds")
        ? new ReferenceSplit.CrossFitted(json.get("folds").getAsInt(), seed)
        : new ReferenceSplit.Drawn(
            json.get("share").getAsDouble(),
            ReferenceSplit.Drawn.Afterwards.valueOf(json.get("afterwards").getAsString()),
            seed);
  }
}
