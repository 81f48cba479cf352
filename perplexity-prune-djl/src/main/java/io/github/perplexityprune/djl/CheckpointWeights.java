/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The weights of a checkpoint folder: one safetensors file, or several with an index. Names are
 * found with and without the family's prefix.
 */
final class CheckpointWeights implements AutoCloseable {
  static final String FILE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private static final long MAXIMUM_INDEX_BYTES = 100_000_000;

  /** A file's name without a folder. */
  private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** The part of names that some files leave out, and some have in addition. */
  private static final Pattern PREFIX = Pattern.compile("^(transformer|model|gpt_neox)\\.");

  /** What some files have besides weights, and no score depends on. */
  private static final Pattern NO_WEIGHT =
      Pattern.compile(
          "(.*\\.)?(attn|attention)\\.(bias|masked_bias)|(.*\\.)?rotary_emb\\.inv_freq");

  private final Path folder;
  private final Map<String, Safetensors> files;

  /** The file that has a tensor, by the tensor's name without prefix. */
  private final Map<String, Stored> tensors = new HashMap<>();

  private record Stored(String name, Safetensors file) {}

  private CheckpointWeights(Path folder, Map<String, Safetensors> files) {
    this.folder = folder;
    this.files = files;
    for (Safetensors file : files.values()) {
      for (String name : file.names()) {
        if (!NO_WEIGHT.matcher(name).matches()) {
          Stored other = tensors.put(bare(name), new Stored(name, file));
          if (other != null) {
            throw new CheckpointException(
                folder + " must have each tensor once, but has " + other.name + " and " + name);
          }
        }
      }
    }
  }

  /**
   * Opens a folder's weights.
   *
   * @throws CheckpointException if it has none that can be read
   */
  static CheckpointWeights open(Path folder) {
    Map<String, Safetensors> files = new LinkedHashMap<>();
    try {
      for (String name : fileNames(folder)) {
        files.put(name, Safetensors.open(folder.resolve(name)));
      }
      return new CheckpointWeights(folder, files);
    } catch (RuntimeException | Error e) {
      files.values().forEach(Safetensors::close);
      throw e;
    }
  }

  private static Set<String> fileNames(Path folder) {
    if (Files.exists(folder.resolve(FILE))) {
      return Set.of(FILE);
    }
    Path index = folder.resolve(INDEX);
    if (!Files.exists(index)) {
      throw new CheckpointException(
          folder + " must have " + FILE + ", but has none" + advice(folder));
    }
    JsonObject json = CheckpointJson.read(index, MAXIMUM_INDEX_BYTES);
    if (!(json.get("weight_map") instanceof JsonObject map) || map.isEmpty()) {
      throw new CheckpointException(index + " must have a weight_map, but has none");
    }
    Set<String> names = new TreeSet<>();
    for (JsonElement shard : map.asMap().values()) {
      String name = shard.isJsonPrimitive() ? shard.getAsString() : shard.toString();
      if (!SHARD_NAME.matcher(name).matches()) {
        throw new CheckpointException(
            index + " must name files of its own folder, but names '" + name + "'");
      }
      if (!Files.exists(folder.resolve(name))) {
        throw new CheckpointException(folder + " must have " + name + ", as its index says");
      }
      names.add(name);
    }
    return names;
  }

  /** What to do about weights in a format that may run code. */
  private static String advice(Path folder) {
    List<String> pickles = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*\\.(bin|pt|pth|ckpt)"))
          .sorted()
          .forEach(pickles::add);
    } catch (IOException e) {
      return "";
    }
    return pickles.isEmpty()
        ? ""
        : "; it has "
            + pickles.get(0)
            + ", a pickled checkpoint, which may run code when read and is never opened: convert it"
            + " in Python with AutoModelForCausalLM.from_pretrained(folder).save_pretrained(folder,"
            + " safe_serialization=True)";
  }

  private static String bare(String name) {
    return PREFIX.matcher(name).replaceFirst("");
  }

  /**
   * The values of a weight, as float32.
   *
   * @throws CheckpointException if it is missing or has another shape
   */
  float[] values(DecoderLayout.Tensor tensor) {
    Stored stored = find(tensor.name());
    return stored.file.values(stored.name, tensor.dimensions());
  }

  private Stored find(String name) {
    Stored stored = tensors.get(bare(name));
    if (stored == null && name.equals("embed_out.weight")) { // newer GPT-NeoX files
      stored = tensors.get("lm_head.weight");
    }
    if (stored == null) {
      throw new CheckpointException(folder + " must have a tensor " + name + ", but has none");
    }
    return stored;
  }

  /**
   * Refuses weights that the model would leave out: its configuration then describes another one.
   * An output layer's may be stored although it is the embedding.
   */
  void requireNoneBut(DecoderLayout layout) {
    Set<String> unknown = new HashSet<>(tensors.keySet());
    layout.tensors().forEach(tensor -> unknown.remove(bare(tensor.name())));
    unknown.removeAll(Set.of("lm_head.weight", "embed_out.weight"));
    unknown.removeIf(name -> !name.endsWith(".weight") && !name.endsWith(".bias"));
    if (!unknown.isEmpty()) {
      throw new CheckpointException(
          folder
              + " must have no weights but those its config.json speaks of, but has "
              + unknown.size()
              + " more, among them "
              + new TreeSet<>(unknown).first());
    }
  }

  @Override
  public void close() {
    files.values().forEach(Safetensors::close);
  }
}
