/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the MPT program with numbers from Hugging Face's own code, where those are at hand. */
class MptGoldenTests {
  private static final Path FOLDER = Path.of("../../shared/golden/mpt-4heads-f32");

  /** Float32 arithmetic against float64; the golden set's own tolerance, in nats a token. */
  private static final double SCORE_TOLERANCE = 1e-4;

  /** The golden set's own tolerances: eight steps of float32 against float64. */
  private static final double LOSS_TOLERANCE = 2e-4;

  private static final double RELATIVE_NORM_TOLERANCE = 1e-4;

  private static final ReferenceModelConfig CONFIG =
      new ReferenceModelConfig(Architecture.MPT, 2, 64, 4, 256, 128, 512);

  @BeforeEach
  void goldenNumbersAreAtHand() {
    assumeTrue(Files.isDirectory(FOLDER), "the golden set is not at hand: " + FOLDER);
  }

  @Test
  void scoresEveryTokenAsHuggingFaceDoes() throws IOException {
    JsonObject expected = read("expected.json");
    JsonArray sequences = expected.getAsJsonArray("sequences");
    WindowBatch batch = new WindowBatch();
    for (var sequence : sequences) {
      int[] ids = ints(sequence.getAsJsonArray());
      batch.add(ids[0], ids, 1, ids.length);
    }

    float[] scores;
    try (Decoder decoder = decoder()) {
      scores = decoder.score(batch);
    }

    int next = 0;
    for (var sequence : expected.getAsJsonArray("nll")) {
      for (var nll : sequence.getAsJsonArray()) {
        assertThat((double) scores[next])
            .as("token %d", next)
            .isCloseTo(nll.getAsDouble(), within(SCORE_TOLERANCE));
        next++;
      }
    }
    assertThat(next).isEqualTo(scores.length);
  }

  @Test
  void trainsAsPyTorchDoes() throws IOException {
    JsonObject expected = read("expected_train.json");
    JsonObject settings = expected.getAsJsonObject("optimizer");
    int[] stream = ints(expected.getAsJsonArray("stream"));
    int rows = expected.get("batch").getAsInt();
    int context = expected.get("context").getAsInt();

    double rate = settings.get("lr").getAsDouble();
    TrainingConfig config =
        TrainingConfig.defaultFor(CONFIG)
            .withOptimizer(
                new Optimizer.AdamW(
                    settings.get("beta1").getAsDouble(),
                    settings.get("beta2").getAsDouble(),
                    settings.get("eps").getAsDouble()))
            .withWeightDecay(settings.get("weight_decay").getAsDouble())
            .withMaximumGradientNorm(settings.get("max_grad_norm").getAsDouble())
            .withBudget(TrainingBudget.wholeSplit());

    try (Decoder decoder = decoder();
        NDManager scope = decoder.manager().newSubManager()) {
      OptimizerState state = new OptimizerState(decoder, config, scope);
      WindowBatch batch = new WindowBatch();
      for (int step = 0; step < expected.get("steps").getAsInt(); step++) {
        batch.clear();
        for (int row = 0; row < rows; row++) {
          int start = (step * rows + row) * context;
          batch.add(stream[start], stream, start + 1, start + 1 + context);
        }
        int tokens = rows * context;
        double loss = decoder.addGradients(batch, state.gradients()) / tokens;
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

  private static Decoder decoder() {
    try (Safetensors weights = Safetensors.open(FOLDER.resolve("model.safetensors"))) {
      return Decoder.of(
          DecoderLayout.of(CONFIG),
          Device.cpu(),
          (index, tensor) ->
              weights.values(
                  tensor.name(), Arrays.stream(tensor.shape().getShape()).boxed().toList()));
    }
  }

  private static JsonObject read(String name) throws IOException {
    return JsonParser.parseString(Files.readString(FOLDER.resolve(name))).getAsJsonObject();
  }

  private static int[] ints(JsonArray array) {
    return array.asList().stream().mapToInt(element -> element.getAsInt()).toArray();
  }
}
