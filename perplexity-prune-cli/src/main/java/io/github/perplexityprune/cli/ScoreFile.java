/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.SqliteScoreStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A score store that belongs to a corpus: it says of which files and how they are read. */
final class ScoreFile {
  /** The version of this library that made the store. */
  private static final String VERSION = "perplexity-prune";

  private ScoreFile() {}

  /**
   * Opens a store for a corpus, which may have grown since, and notes what it belongs to. The notes
   * last only if documents follow: a first attempt with the wrong field must not bind the next.
   *
   * @throws IllegalStateException if the store belongs to other files or is read in another way;
   *     the message says what differs
   */
  static SqliteScoreStore toScore(
      Path file, List<InputFingerprint> inputs, Map<String, String> settings) {
    createFolder(file);
    SqliteScoreStore store = SqliteScoreStore.open(file);
    try {
      if (store.property(VERSION).isEmpty()) {
        store.recordProperty(VERSION, Pruner.version());
      }
      settings.forEach(store::recordProperty);
      store.recordInputs(inputs);
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static void createFolder(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of " + file + " cannot be made: " + e, e);
    }
  }

  /**
   * Opens a store to select from documents of a corpus, all of which must be in it.
   *
   * @throws IllegalStateException if the store belongs to other files or is read in another way
   */
  static SqliteScoreStore toSelect(
      Path file, CorpusFiles corpus, List<InputFingerprint> inputs, Map<String, String> settings) {
    SqliteScoreStore store = SqliteScoreStore.openReadOnly(file);
    try {
      settings.forEach((name, value) -> requireSame(store, name, value));
      requireSame(store, inputs, corpus);
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static void requireSame(SqliteScoreStore store, String name, String value) {
    String there = store.property(name).orElse("");
    if (!there.equals(value)) {
      throw new IllegalStateException(
          "the documents must be read as they were scored, but "
              + store.file()
              + " was made with --"
              + name
              + " '"
              + there
              + "', not '"
              + value
              + "'");
    }
  }

  private static void requireSame(
      SqliteScoreStore store, List<InputFingerprint> inputs, CorpusFiles corpus) {
    if (!store.inputs().equals(inputs)) {
      throw new IllegalStateException(
          store.file()
              + " must have been made from these files, but was made from "
              + difference(store.inputs(), inputs)
              + "; give the files of "
              + corpus
              + " that were scored, or score them with 'perplexity-prune score'");
    }
  }

  private static String difference(List<InputFingerprint> there, List<InputFingerprint> here) {
    for (int i = 0; i < Math.min(there.size(), here.size()); i++) {
      if (!there.get(i).equals(here.get(i))) {
        return there.get(i) + ", where there is now " + here.get(i);
      }
    }
    return there.size() + " files, and now there are " + here.size();
  }
}
