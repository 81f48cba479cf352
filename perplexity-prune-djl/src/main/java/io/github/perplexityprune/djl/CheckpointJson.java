/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the JSON files of a checkpoint folder, up to a size. */
final class CheckpointJson {
  private CheckpointJson() {}

  /**
   * The object that a file holds.
   *
   * @throws CheckpointException if it is missing, too large, or holds something else
   */
  static JsonObject read(Path file, long maximumBytes) {
    try {
      return JsonParser.parseString(text(file, maximumBytes)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new CheckpointException(
          file + " must hold a JSON object, but does not: " + e.getMessage(), e);
    }
  }

  /**
   * The text of a file.
   *
   * @throws CheckpointException if it is missing or too large
   */
  static String text(Path file, long maximumBytes) {
    try {
      long size = Files.size(file);
      if (size > maximumBytes) {
        throw new CheckpointException(
            file + " must have at most " + maximumBytes + " bytes, but has " + size);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          file.getParent() + " must have a file " + file.getFileName() + ", but has none", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e, e);
    }
  }
}
