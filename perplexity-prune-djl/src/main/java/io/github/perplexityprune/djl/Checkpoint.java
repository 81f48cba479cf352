/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;
import com.google.common.base.Strings;
import com.google.common.collect.Streams;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.Safetensors.NamedTensor;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A saved reference model: a folder with {@code config.json} and {@code model.safetensors} as
 * Hugging Face has them, and {@code perplexity-prune.json} with what those cannot say: tokenizer,
 * window policy, training.
 */
final class Checkpoint {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String FACTS = "perplexity-prune.json";
  private static final long MAXIMUM_FACTS_BYTES = 1_000_000;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();

  private Checkpoint() {}

  /** Writes a folder that appears whole or not at all: a temporary folder beside it is renamed. */
  static void save(
      Path folder,
      ReferenceModelConfig config,
      Decoder decoder,
      ContextWindows windows,
      Optional<TrainingReport> training) {
    Path target = folder.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path temporary =
          Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
      try {
        write(temporary, config, decoder, windows, training);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | RuntimeException e) {
        delete(temporary, e);
        throw e;
      }
    } catch (DirectoryNotEmptyException e) {
      throw new CheckpointException(
          folder
              + " must not have files in it to save a reference model there; choose another folder",
          e);
    } catch (IOException e) {
      if (isOccupied(folder)) {
        throw new CheckpointException(
            folder
                + " must not have files in it to save a reference model there; choose another folder",
            e);
      }
      throw new CheckpointException(
          "the reference model cannot be saved to " + folder + ": " + e, e);
    }
  }

  private static boolean isOccupied(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static void write(
      Path folder,
      ReferenceModelConfig config,
      Decoder decoder,
      ContextWindows windows,
      Optional<TrainingReport> training)
      throws IOException {
    Files.writeString(
        folder.resolve(CONFIG), GSON.toJson(HuggingFaceConfig.of(config, decoder.layout())));
    Files.writeString(
        folder.resolve(FACTS), GSON.toJson(CheckpointFacts.toJson(config, windows, training)));
    List<NamedTensor> tensors =
        Streams.zip(
                decoder.layout().tensors().stream(),
                decoder.weights().stream(),
                (tensor, weight) ->
                    new NamedTensor(tensor.name(), tensor.dimensions(), weight::toFloatArray))
            .toList();
    Safetensors.write(folder.resolve(WEIGHTS), tensors);
  }

  private static void delete(Path folder, Exception because) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Opens a saved model on a device. */
  static ReferenceModel load(Path folder, Device device) {
    JsonObject facts = facts(folder);
    ReferenceModelConfig config;
    ContextWindows windows;
    Optional<TrainingReport> training;
    try {
      config = CheckpointFacts.model(facts);
      windows = CheckpointFacts.windows(facts);
      training = CheckpointFacts.training(facts);
    } catch (RuntimeException e) {
      throw new CheckpointException(
          folder.resolve(FACTS)
              + " must describe a reference model, but cannot be understood: "
              + Strings.nullToEmpty(e.getMessage()),
          e);
    }
    DecoderLayout layout = DecoderLayout.of(config);
    try (Safetensors weights = Safetensors.open(folder.resolve(WEIGHTS))) {
      Decoder decoder =
          Decoder.of(
              layout,
              device,
              (index, tensor) -> weights.values(tensor.name(), tensor.dimensions()));
      return new DjlReferenceModel(
          config, decoder, Tokenizer.cl100k(config.vocabularySize()), windows, training);
    }
  }

  private static JsonObject facts(Path folder) {
    Path file = folder.resolve(FACTS);
    try {
      long size = Files.size(file);
      if (size > MAXIMUM_FACTS_BYTES) {
        throw new CheckpointException(
            file + " must have at most " + MAXIMUM_FACTS_BYTES + " bytes, but has " + size);
      }
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          folder
              + " must hold a saved reference model, but "
              + (Files.isDirectory(folder) ? "has no " + FACTS : "is not a folder"),
          e);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
