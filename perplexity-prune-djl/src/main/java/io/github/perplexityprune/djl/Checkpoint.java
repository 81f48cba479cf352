/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.Safetensors.NamedTensor;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A saved reference model: a folder with {@code config.json} and {@code model.safetensors} as
 * Hugging Face has them, and {@code perplexity-prune.json} with what those cannot say: tokenizer,
 * window policy, training. Without the latter, a folder is read as Hugging Face's code would.
 */
final class Checkpoint {
  private static final String FACTS = "perplexity-prune.json";
  private static final long MAXIMUM_FACTS_BYTES = 1_000_000;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();

  private Checkpoint() {}

  /** What a saved model's folder has besides the weights. */
  interface Description {
    /**
     * The contents of files by name, for a model with a window policy.
     *
     * @param ownPrefixToken what it reads texts after when the policy does not say
     */
    Map<String, String> files(ContextWindows windows, int ownPrefixToken);
  }

  /** The description of a model of ours. */
  static Description describing(ReferenceModelConfig config, Optional<TrainingReport> training) {
    return (windows, ownPrefixToken) ->
        Map.of(
            HuggingFaceFolder.CONFIG,
            GSON.toJson(HuggingFaceConfig.of(config, DecoderLayout.of(config))),
            FileTokenizer.FILE,
            Cl100kFile.of(config.vocabularySize()).toString(),
            FACTS,
            json(CheckpointFacts.toJson(config, windows, ownPrefixToken, training)));
  }

  /** The description of a model that has all files but ours. */
  static Description describing(Map<String, String> files) {
    return (windows, ownPrefixToken) ->
        ImmutableMap.<String, String>builder()
            .putAll(files)
            .put(FACTS, json(CheckpointFacts.toJson(windows, ownPrefixToken)))
            .build();
  }

  static String json(JsonObject object) {
    return GSON.toJson(object);
  }

  /** Writes a folder that appears whole or not at all: a temporary folder beside it is renamed. */
  static void save(Path folder, Decoder decoder, Map<String, String> files) {
    Path target = folder.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path temporary =
          Files.createDirectory(
              target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID()));
      try {
        write(temporary, decoder, files);
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

  private static void write(Path folder, Decoder decoder, Map<String, String> files)
      throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    List<NamedTensor> tensors = new ArrayList<>();
    for (DecoderLayout.Tensor tensor : decoder.layout().tensors()) {
      int index = tensors.size();
      tensors.add(
          new NamedTensor(
              tensor.name(), tensor.dimensions(), () -> decoder.weights().values(index)));
    }
    Safetensors.write(folder.resolve(CheckpointWeights.FILE), Map.of("format", "pt"), tensors);
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
  static ReferenceModel load(Path folder, Processor processor) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException(
          folder + " must hold a reference model, but is not a folder that exists");
    }
    if (!Files.exists(folder.resolve(FACTS))) {
      return HuggingFaceFolder.load(folder, processor, ContextWindows.disjoint());
    }
    JsonObject facts = CheckpointJson.read(folder.resolve(FACTS), MAXIMUM_FACTS_BYTES);
    if (!facts.has("model")) {
      return HuggingFaceFolder.load(folder, processor, windows(folder, facts));
    }
    return loadTrained(folder, facts, processor);
  }

  private static ContextWindows windows(Path folder, JsonObject facts) {
    try {
      return CheckpointFacts.windows(facts);
    } catch (RuntimeException e) {
      throw notUnderstood(folder, e);
    }
  }

  private static CheckpointException notUnderstood(Path folder, RuntimeException cause) {
    return new CheckpointException(
        folder.resolve(FACTS)
            + " must describe a reference model, but cannot be understood: "
            + Strings.nullToEmpty(cause.getMessage()),
        cause);
  }

  private static ReferenceModel loadTrained(Path folder, JsonObject facts, Processor processor) {
    ReferenceModelConfig config;
    ContextWindows windows;
    Optional<TrainingReport> training;
    try {
      config = CheckpointFacts.model(facts);
      windows = CheckpointFacts.windows(facts);
      training = CheckpointFacts.training(facts);
    } catch (RuntimeException e) {
      throw notUnderstood(folder, e);
    }
    DecoderLayout layout = DecoderLayout.of(config);
    try (CheckpointWeights weights = CheckpointWeights.open(folder)) {
      Decoder decoder = Decoder.of(layout, processor, (index, tensor) -> weights.values(tensor));
      return new DjlReferenceModel(
          decoder,
          Tokenizer.cl100k(config.vocabularySize()),
          windows,
          training,
          describing(config, training));
    }
  }
}
