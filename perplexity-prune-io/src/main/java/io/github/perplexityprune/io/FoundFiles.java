/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of a corpus, each once, under names that are unique and safe to resolve against a
 * folder on any system. A file's name depends on the files before it alone, so that a corpus that
 * grows at its end keeps its names.
 */
final class FoundFiles {
  private final Map<Path, CorpusFile> files = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  private FoundFiles() {}

  /** What a caller named, yet to be looked for. */
  interface Input {
    List<InputSearch.FoundFile> find() throws IOException;
  }

  /**
   * The files of the inputs, in their order.
   *
   * @throws UncheckedIOException if they cannot be listed
   */
  static List<CorpusFile> find(List<Input> inputs) {
    var found = new FoundFiles();
    try {
      for (Input input : inputs) {
        found.addAll(input.find());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the input: " + e, e);
    }
    return List.copyOf(found.files.values());
  }

  /** Adds those that are not there yet. */
  private void addAll(List<InputSearch.FoundFile> found) throws IOException {
    for (InputSearch.FoundFile file : found) {
      Path absolute = file.path().toAbsolutePath().normalize();
      if (!files.containsKey(absolute)) {
        files.put(
            absolute,
            new CorpusFile(
                file.path(),
                name(absolute, file.name()),
                file.kind().format(),
                file.kind().compression(),
                Files.size(file.path())));
      }
    }
  }

  /**
   * The wanted name when it is free; else with as many of the folders above the file before it as
   * make it so.
   */
  private String name(Path absolute, String wanted) {
    String name = safe(wanted);
    int above = absolute.getNameCount() - wanted.split("/").length - 1;
    while (!isFree(key(name)) && above >= 0) {
      name = safe(absolute.getName(above--).toString()) + "/" + name;
    }
    String unnumbered = name;
    for (int number = 2; !isFree(key(name)); number++) {
      name = number + "/" + unnumbered;
    }
    taken.add(key(name));
    foldersOf(key(name)).forEach(folders::add);
    return name;
  }

  /** Not a file, nor a folder of one (Spark calls folders {@code x.parquet}), nor below a file. */
  private boolean isFree(String key) {
    return !taken.contains(key)
        && !folders.contains(key)
        && foldersOf(key).noneMatch(taken::contains);
  }

  private static Stream<String> foldersOf(String key) {
    return IntStream.range(0, key.length())
        .filter(i -> key.charAt(i) == '/')
        .mapToObj(i -> key.substring(0, i));
  }

  /** Names that differ in case alone are one file on some systems. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A link to the parent folder, a drive or a separator of another system lead nowhere. */
  private static String safe(String name) {
    return Arrays.stream(name.split("/"))
        .map(part -> part.replaceAll("[\\\\:\\p{Cntrl}]", "_"))
        .map(part -> part.isEmpty() || part.equals(".") || part.equals("..") ? "_" : part)
        .collect(Collectors.joining("/"));
  }
}
