/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The engine with the weights of a Hugging Face folder, given token ids in place of texts. */
public final class EngineUnderTest implements AutoCloseable {
  /** What the default trainings of larger models compute at once. */
  private static final int MICRO_BATCH_TOKENS = 8192;

  private final Decoder decoder;

  /**
   * What a run took.
   *
   * @param seconds of wall time
   * @param tokenCount tokens scored, or trained on
   * @param negativeLogLikelihood their sum in nats, 0 for a run that has none
   */
  public record Run(double seconds, long tokenCount, double negativeLogLikelihood) {}

  private EngineUnderTest(Decoder decoder) {
    this.decoder = decoder;
  }

  /** Writes a folder with a configuration, its tokenizer and random weights. */
  public static void create(Path folder, String configuration) {
    DecoderLayout layout = layout(folder, configuration);
    JsonObject json = JsonParser.parseString(configuration).getAsJsonObject();
    json.addProperty("bos_token_id", layout.config().vocabularySize() - 1);
    String tokenizer = Cl100kFile.of(layout.config().vocabularySize()).toString();
    try (Decoder decoder = Decoder.random(layout, Processor.cpu(), 1)) {
      Checkpoint.save(
          folder,
          decoder,
          Map.of(HuggingFaceFolder.CONFIG, json.toString(), FileTokenizer.FILE, tokenizer));
    }
  }

  /** Opens a folder on the CPU. */
  public static EngineUnderTest open(Path folder) {
    return open(folder, "cpu", "float32");
  }

  /**
   * Opens a folder.
   *
   * @param device {@code cpu} or {@code cuda}
   * @param precision {@code float32} or {@code bfloat16}
   */
  public static EngineUnderTest open(Path folder, String device, String precision) {
    JsonObject json = CheckpointJson.read(folder.resolve(HuggingFaceFolder.CONFIG), 1_000_000);
    try (CheckpointWeights weights = CheckpointWeights.open(folder)) {
      DecoderLayout layout = layout(folder, json.toString());
      return new EngineUnderTest(
          Decoder.of(
              layout,
              new Processor(
                  Device.fromName(device.equals("cuda") ? "gpu0" : device),
                  Precision.valueOf(precision.toUpperCase(Locale.ROOT))),
              (index, tensor) -> weights.values(tensor)));
    }
  }

  private static DecoderLayout layout(Path folder, String configuration) {
    JsonObject json = JsonParser.parseString(configuration).getAsJsonObject();
    Path file = folder.resolve(HuggingFaceFolder.CONFIG);
    return DecoderLayout.of(HuggingFaceDecoder.read(new CheckpointKeys(file, json)));
  }

  /** The token ids of texts by the library's own encoding, cut to a vocabulary. */
  public static List<int[]> tokenize(int vocabularySize, List<String> texts) {
    try (Tokenizer tokenizer = Tokenizer.cl100k(vocabularySize)) {
      return texts.stream().map(tokenizer::encode).toList();
    }
  }

  /** Token ids. */
  public int vocabularySize() {
    return decoder.layout().config().vocabularySize();
  }

  /** Tokens that the model sees at once. */
  public int contextLength() {
    return decoder.layout().config().contextLength();
  }

  /** Number of weights. */
  public long parameterCount() {
    return decoder.layout().parameterCount();
  }

  /** Scores documents as the engine does, but for the tokenising. */
  public Run score(int prefixToken, List<int[]> documents) {
    Sum sum = new Sum();
    long start = System.nanoTime();
    new PackedScoring(
            decoder,
            decoder.threads(),
            new GivenTokens(prefixToken, documents),
            prefixToken,
            contextLength(),
            contextLength(),
            sum)
        .run(
            IntStream.range(0, documents.size())
                .mapToObj(i -> Document.of(Integer.toString(i), Integer.toString(i)))
                .iterator());
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Run(seconds, sum.tokenCount, sum.negativeLogLikelihood);
  }

  /** Optimizer steps of AdamW on batches of rows of the context length. */
  public Run train(int[] tokens, int rows, int context, int steps) {
    TrainingConfig config =
        TrainingConfig.defaultFor(ReferenceModelConfig.tiny())
            .withBatchTokens(rows * context, MICRO_BATCH_TOKENS);
    Iterator<Integer> begins =
        IntStream.iterate(0, at -> at + 2 * context < tokens.length ? at + context : 0).iterator();
    double loss = 0;
    long start = System.nanoTime();
    try (NDManager scope = decoder.manager().newSubManager();
        GradientSum sum = new GradientSum(decoder, config, context)) {
      OptimizerState state = new OptimizerState(decoder, config, scope, null);
      for (int step = 0; step < steps; step++) {
        loss +=
            sum.add(
                rows,
                batch -> {
                  int at = begins.next();
                  batch.add(tokens[at], tokens, at + 1, at + 1 + context);
                },
                state.gradients());
        long stepTokens = (long) rows * context;
        state.step(1e-4, stepTokens, state.gradientNorm(stepTokens));
      }
    }
    return new Run((System.nanoTime() - start) / 1e9, (long) rows * context * steps, loss);
  }

  /**
   * The forward pass's products with weights alone, as many times as {@code tokenCount} tokens need
   * in passes of the engine's size.
   */
  public Run matrixProducts(long tokenCount) {
    int passTokens = (int) Math.min(tokenCount, decoder.budget().tokens());
    long passes = (tokenCount + passTokens - 1) / passTokens;
    List<DecoderLayout.Tensor> tensors = decoder.layout().tensors();
    try (NDManager scope = decoder.manager().newSubManager()) {
      List<NDArray> matrices = new ArrayList<>();
      for (int i = 1; i < tensors.size(); i++) {
        Shape shape = tensors.get(i).shape();
        if (shape.dimension() == 2 && !tensors.get(i).name().contains("wpe")) {
          boolean transposed = decoder.layout().config().family() == Family.GPT2;
          NDArray weight = computed(scope, decoder.weights().plain().get(i));
          matrices.add(transposed ? weight : attached(scope, weight.transpose()));
        }
      }
      if (decoder.layout().config().has(DecoderConfig.Trait.TIED)) {
        matrices.add(
            attached(scope, computed(scope, decoder.weights().plain().get(0)).transpose()));
      }
      NDList inputs = new NDList();
      for (NDArray matrix : matrices) {
        inputs.add(random(scope, passTokens, matrix.getShape().get(0)));
      }
      long start = System.nanoTime();
      for (long pass = 0; pass < passes; pass++) {
        for (int i = 0; i < matrices.size(); i++) {
          long outputs = matrices.get(i).getShape().get(1);
          if (outputs < 16_384) {
            inputs.get(i).matMul(matrices.get(i)).close();
          } else { // the output layer, in the engine's slices
            for (long first = 0; first < outputs; first += 2048) {
              try (NDArray slice =
                  matrices.get(i).get(":, {}:{}", first, Math.min(outputs, first + 2048))) {
                inputs.get(i).matMul(slice).close();
              }
            }
          }
        }
      }
      finish(scope);
      return new Run((System.nanoTime() - start) / 1e9, passes * passTokens, 0);
    }
  }

  /**
   * The rate of a large product in the engine's precision, in floating point operations a second.
   */
  public double matrixRate() {
    int width = decoder.manager().getDevice().isGpu() ? 8192 : 1024;
    int products = 20;
    try (NDManager scope = decoder.manager().newSubManager()) {
      NDArray left = random(scope, width, width);
      NDArray right = random(scope, width, width);
      left.matMul(right).close();
      finish(scope);
      long start = System.nanoTime();
      for (int i = 0; i < products; i++) {
        left.matMul(right).close();
      }
      finish(scope);
      return 2.0 * width * width * width * products * 1e9 / (System.nanoTime() - start);
    }
  }

  /**
   * Floating point operations of a token's training step in a window that is full: three times the
   * forward pass's products with weights and within attention.
   */
  public double trainingOperations(int context) {
    DecoderConfig config = decoder.layout().config();
    double weights = 0;
    for (int i = 0; i < decoder.layout().tensors().size(); i++) {
      DecoderLayout.Tensor tensor = decoder.layout().tensors().get(i);
      boolean read = i == 0 ? config.has(DecoderConfig.Trait.TIED) : !tensor.name().contains("wpe");
      weights += read && tensor.shape().dimension() == 2 ? tensor.shape().size() : 0;
    }
    DecoderConfig.Attention attention = config.attention();
    double attended =
        (context + 1.0) * attention.headCount() * attention.headWidth() * config.layerCount();
    return 3 * (2 * weights + 2 * attended);
  }

  private NDArray random(NDManager scope, long rows, long columns) {
    return computed(scope, scope.randomNormal(new Shape(rows, columns)));
  }

  /** An array in the precision that products are computed in. */
  private NDArray computed(NDManager scope, NDArray array) {
    return decoder.computed(scope, array);
  }

  /** Waits for what a GPU was given to do: it copies a number back only when all that is done. */
  private static void finish(NDManager scope) {
    scope.zeros(new Shape(1)).getFloat();
  }

  private static NDArray attached(NDManager scope, NDArray array) {
    array.attach(scope);
    return array;
  }

  @Override
  public void close() {
    decoder.close();
  }

  private static final class Sum implements ScoreSink {
    private long tokenCount;
    private double negativeLogLikelihood;

    @Override
    public void scored(Document document, PerplexityScore score) {
      tokenCount += score.tokenCount();
      negativeLogLikelihood += score.negativeLogLikelihood();
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      throw reason;
    }
  }
}
