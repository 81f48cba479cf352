/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingConfig;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares all families with numbers from Hugging Face's own code. */
class GoldenFolderTests {
  private static final Path GOLDEN = GoldenFolders.GOLDEN;

  /** Float32 arithmetic against float64; the golden set's own tolerances. */
  private static final double TOKEN_TOLERANCE = 1e-4;

  private static final double RELATIVE_SUM_TOLERANCE = 5e-6;

  /** The golden set's own tolerances: eight steps of float32 against float64. */
  private static final double LOSS_TOLERANCE = 2e-4;

  private static final double RELATIVE_NORM_TOLERANCE = 1e-4;

  @ParameterizedTest
  @MethodSource("io.github.perplexityprune.djl.GoldenFolders#names")
  void scoresEveryTokenAsHuggingFaceDoes(String name) {
    GoldenFolders.assumeAtHand();

    requireScoresOf(GOLDEN.resolve(name));
  }

  /** {@code src/test/golden/make.py} makes these folders with Hugging Face's transformers. */
  @ParameterizedTest
  @MethodSource("io.github.perplexityprune.djl.GoldenFolders#ownNames")
  void scoresEveryTokenOfRarerSettingsAsHuggingFaceDoes(String name) {
    requireScoresOf(GoldenFolders.OWN.resolve(name));
  }

  private static void requireScoresOf(Path folder) {
    JsonObject expected = read(folder, "expected.json");
    JsonArray sequences = expected.getAsJsonArray("sequences");
    WindowBatch batch = new WindowBatch();
    for (var sequence : sequences) {
      int[] ids = ints(sequence.getAsJsonArray());
      batch.add(ids[0], ids, 1, ids.length);
    }

    float[] scores;
    try (Decoder decoder = decoder(folder)) {
      scores = decoder.score(batch);
    }

    int next = 0;
    for (int i = 0; i < sequences.size(); i++) {
      double sum = 0;
      for (var nll : expected.getAsJsonArray("nll").get(i).getAsJsonArray()) {
        assertThat((double) scores[next])
            .as("token %d", next)
            .isCloseTo(nll.getAsDouble(), within(TOKEN_TOLERANCE));
        sum += scores[next];
        next++;
      }
      double expectedSum = expected.getAsJsonArray("sum").get(i).getAsDouble();
      assertThat(sum)
          .as("sequence %d", i)
          .isCloseTo(expectedSum, within(RELATIVE_SUM_TOLERANCE * expectedSum));
    }
    assertThat(next).isEqualTo(scores.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt2-tied-f32", "gptneox-parallel-f32", "llama-gqa-tied-f32", "mpt-4heads-f32"})
  void trainsAsPyTorchDoes(String name) {
    GoldenFolders.assumeAtHand();
    Path folder = GOLDEN.resolve(name);
    JsonObject expected = read(folder, "expected_train.json");
    JsonObject settings = expected.getAsJsonObject("optimizer");
    int[] stream = ints(expected.getAsJsonArray("stream"));
    int rows = expected.get("batch").getAsInt();
    int context = expected.get("context").getAsInt();
    double rate = settings.get("lr").getAsDouble();
    TrainingConfig config =
        TrainingConfig.defaultFor(ReferenceModelConfig.tiny())
            .withOptimizer(
                new Optimizer.AdamW(
                    settings.get("beta1").getAsDouble(),
                    settings.get("beta2").getAsDouble(),
                    settings.get("eps").getAsDouble()))
            .withWeightDecay(settings.get("weight_decay").getAsDouble())
            .withMaximumGradientNorm(settings.get("max_grad_norm").getAsDouble());

    try (Decoder decoder = decoder(folder);
        NDManager scope = decoder.manager().newSubManager()) {
      OptimizerState state = new OptimizerState(decoder, config, scope, null);
      WindowBatch batch = new WindowBatch();
      for (int step = 0; step < expected.get("steps").getAsInt(); step++) {
        batch.clear();
        for (int row = 0; row < rows; row++) {
          int start = (step * rows + row) * context;
          batch.add(stream[start], stream, start + 1, start + 1 + context);
        }
        int tokens = rows * context;
        double loss;
        try (Decoder.Gradients found = decoder.gradients(batch)) {
          loss = found.addTo(state.gradients()) / tokens;
        }
        double norm = state.gradientNorm(tokens);
        state.step(rate, tokens, norm);

        assertThat(loss)
            .as("loss of step %d", step)
            .isCloseTo(
                expected.getAsJsonArray("loss").get(step).getAsDouble(), within(LOSS_TOLERANCE));
        double expectedNorm = expected.getAsJsonArray("grad_norm").get(step).getAsDouble();
        assertThat(norm)
            .as("gradient norm of step %d", step)
            .isCloseTo(expectedNorm, within(RELATIVE_NORM_TOLERANCE * expectedNorm));
      }
    }
  }

  static Decoder decoder(Path folder) {
    JsonObject json = read(folder, "config.json");
    DecoderLayout layout =
        DecoderLayout.of(
            HuggingFaceDecoder.read(new CheckpointKeys(folder.resolve("config.json"), json)));
    try (CheckpointWeights weights = CheckpointWeights.open(folder)) {
      weights.requireNoneBut(layout);
      return Decoder.of(layout, Processor.cpu(), (index, tensor) -> weights.values(tensor));
    }
  }

  private static JsonObject read(Path folder, String file) {
    return CheckpointJson.read(folder.resolve(file), 1_000_000);
  }

  private static int[] ints(JsonArray array) {
    return array.asList().stream().mapToInt(element -> element.getAsInt()).toArray();
  }
}
