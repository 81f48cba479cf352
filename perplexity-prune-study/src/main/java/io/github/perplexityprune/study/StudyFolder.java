/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a study: {@code scores.db}, {@code reference.json}, {@code settings.json}, a file
 * in {@code cells} for each finished final model, and the result. Files appear whole or not at all.
 */
final class StudyFolder {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
  private static final int DIGEST_DIGITS = 12;

  private final Path folder;

  StudyFolder(Path folder) {
    this.folder = folder;
  }

  /** A finished cell and what determined it. */
  private record CellFile(String digest, CellResult result) {}

  /** What the study is, in an order for people. */
  private record SettingsFile(Map<String, String> settings) {}

  Path scores() {
    return folder.resolve("scores.db");
  }

  /**
   * Makes the folder the study's, or says more of the study that it is.
   *
   * @throws StudyFolderException if it is another study's
   */
  void claim(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(check(settings));
    all.putAll(settings);
    write("settings.json", GSON.toJson(new SettingsFile(all)) + "\n");
  }

  /**
   * Compares settings with those of the study that the folder has.
   *
   * @return what is known of that study; empty when there is none
   * @throws StudyFolderException if it is another
   */
  Map<String, String> check(Map<String, String> settings) {
    Map<String, String> known =
        read("settings.json", SettingsFile.class).map(SettingsFile::settings).orElse(Map.of());
    settings.forEach(
        (name, value) -> {
          String earlier = known.getOrDefault(name, value);
          if (!value.equals(earlier)) {
            throw new StudyFolderException(
                "the folder of a study must be empty or hold the same study, but that in '"
                    + folder
                    + "' has "
                    + name
                    + " '"
                    + earlier
                    + "' and not '"
                    + value
                    + "'; use another folder, or delete it");
          }
        });
    return known;
  }

  /** What was recorded of the reference models. */
  Optional<ReferenceWork> reference() {
    return read("reference.json", ReferenceWork.class);
  }

  void record(ReferenceWork.Training training) {
    ReferenceWork work = reference().orElse(new ReferenceWork(List.of())).with(training);
    write("reference.json", GSON.toJson(work) + "\n");
  }

  /** A finished cell. */
  Optional<CellResult> cell(Arm arm, int seed, String digest) {
    String name = cellName(arm, seed, digest);
    Optional<CellFile> found = read(name, CellFile.class);
    if (found.isPresent() && !found.get().digest().equals(digest)) {
      throw new StudyFolderException(
          "'" + folder.resolve(name) + "' must be of this study, but is of another; delete it");
    }
    return found.map(CellFile::result);
  }

  void put(Arm arm, int seed, String digest, CellResult result) {
    write(cellName(arm, seed, digest), GSON.toJson(new CellFile(digest, result)) + "\n");
  }

  /** For people to read, and different whatever arms are called. */
  private static String cellName(Arm arm, int seed, String digest) {
    return "cells/"
        + arm.name().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "")
        + "-seed-"
        + seed
        + "-"
        + digest.substring(0, DIGEST_DIGITS)
        + ".json";
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), type));
    } catch (JsonParseException e) {
      throw new StudyFolderException(
          "'" + file + "' must be whole, but is damaged; delete it to have it made again", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading '" + file + "'", e);
    }
  }

  /** Writes a file that appears whole or not at all, and replaces an earlier one. */
  void write(String name, String text) {
    Path file = folder.resolve(name);
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(unfinished, text, UTF_8);
      Files.move(
          unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the study must write '" + file + "', but cannot; check the folder", e);
    }
  }
}
