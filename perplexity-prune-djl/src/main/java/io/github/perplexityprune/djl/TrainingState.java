/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.NDList;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.Safetensors.NamedTensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that a training needs to go on after a step: the weights, what the optimizer keeps for each,
 * and how far it is. A safetensors file; the tensors carry their weight's name behind a prefix.
 */
final class TrainingState implements AutoCloseable {
  private static final String TASK = "task";
  private static final String STEP = "step";
  private static final String LAST_LOSS = "last_loss";
  private static final String TAIL_LOSS = "tail_loss";
  private static final String ELAPSED = "elapsed";

  private final Path file;
  private final Safetensors tensors;

  /** What a state keeps for each weight. */
  enum Kind {
    WEIGHT,
    MEAN,
    SQUARE;

    private String name(DecoderLayout.Tensor tensor) {
      return name() + "." + tensor.name();
    }
  }

  /**
   * How far a training is.
   *
   * @param step steps done
   * @param lastLoss loss of the last step, NaN before the first
   * @param tailLoss sum of the losses that count for the training's report
   * @param elapsed time spent training
   */
  record Position(long step, double lastLoss, double tailLoss, Duration elapsed) {
    static final Position START = new Position(0, Double.NaN, 0, Duration.ZERO);
  }

  private TrainingState(Path file) {
    this.file = file;
    this.tensors = Safetensors.open(file);
  }

  /**
   * Opens a state.
   *
   * @param task what the state must be of
   * @throws CheckpointException if it is of another task or damaged
   */
  static TrainingState open(Path file, String task) {
    TrainingState state = new TrainingState(file);
    String of = state.tensors.metadata().getOrDefault(TASK, "");
    if (!of.equals(task)) {
      state.close();
      throw new CheckpointException(
          file
              + " must be the state of this training, but is that of another; it was: "
              + of
              + "; this is: "
              + task
              + "; choose another folder, or delete it");
    }
    return state;
  }

  /** Writes a state. */
  static void write(
      Path file, String task, Position position, Decoder decoder, OptimizerState optimizer)
      throws java.io.IOException {
    List<NamedTensor> tensors = new ArrayList<>();
    add(tensors, Kind.WEIGHT, decoder, decoder.weights().plain());
    add(tensors, Kind.MEAN, decoder, optimizer.mean());
    add(tensors, Kind.SQUARE, decoder, optimizer.square());
    Safetensors.write(
        file,
        Map.of(
            TASK,
            task,
            STEP,
            Long.toString(position.step),
            LAST_LOSS,
            Double.toString(position.lastLoss),
            TAIL_LOSS,
            Double.toString(position.tailLoss),
            ELAPSED,
            position.elapsed.toString()),
        tensors);
  }

  private static void add(List<NamedTensor> tensors, Kind kind, Decoder decoder, NDList values) {
    for (int i = 0; i < values.size(); i++) {
      DecoderLayout.Tensor tensor = decoder.layout().tensors().get(i);
      tensors.add(
          new NamedTensor(kind.name(tensor), tensor.dimensions(), values.get(i)::toFloatArray));
    }
  }

  Position position() {
    Map<String, String> facts = tensors.metadata();
    try {
      return new Position(
          Long.parseLong(facts.getOrDefault(STEP, "")),
          Double.parseDouble(facts.getOrDefault(LAST_LOSS, "")),
          Double.parseDouble(facts.getOrDefault(TAIL_LOSS, "")),
          Duration.parse(facts.getOrDefault(ELAPSED, "")));
    } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
      throw new CheckpointException(
          file + " must say how far the training was, but does not; delete it to begin anew", e);
    }
  }

  float[] values(Kind kind, DecoderLayout.Tensor tensor) {
    return tensors.values(kind.name(tensor), tensor.dimensions());
  }

  @Override
  public void close() {
    tensors.close();
  }
}
