/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Comparator.comparing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds the files that one input names: a file, the files below a folder, or those that match a
 * pattern. Links are followed; what is hidden (its name begins with a dot) is passed over unless it
 * is named, and so are files of unknown extensions.
 */
final class InputSearch {
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
  private static final String ANY_DEPTH = "**";

  private final String input;
  private final Path base;
  private final Set<Path> found = new LinkedHashSet<>();

  private InputSearch(String input, Path base) {
    this.input = input;
    this.base = base;
  }

  /** A file, and its name below what the input names. */
  record FoundFile(Path path, String name, FileKind kind) {}

  /**
   * The files of a path, sorted by name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static List<FoundFile> find(Path input) throws IOException {
    return find(input.toString(), input);
  }

  /**
   * The files of a path, of a URI of an installed file system ({@code s3://...}) or of a pattern,
   * sorted by name.
   *
   * @throws IllegalArgumentException if there is none, or if it is not a valid pattern
   */
  static List<FoundFile> find(String input) throws IOException {
    String pattern = input.replace(File.separatorChar, '/');
    var glob = GLOB.matcher(pattern);
    if (!glob.find() || isPath(input)) {
      return find(input, path(input, input));
    }
    int folderEnd = pattern.lastIndexOf('/', glob.start()) + 1;
    var search = new InputSearch(input, path(pattern.substring(0, folderEnd), input));
    search.addOrExpand(search.base, List.of(pattern.substring(folderEnd).split("/")));
    return search.files();
  }

  private static List<FoundFile> find(String input, Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "input '"
              + input
              + "' does not exist; name a file, a folder, or a pattern such as data/*.jsonl.zst");
    }
    if (Files.isDirectory(path)) {
      var search = new InputSearch(input, path);
      search.addBelow(path);
      return search.files();
    }
    String name = path.getFileName().toString();
    FileKind kind =
        FileKind.ofName(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "input '"
                            + input
                            + "' has an extension that is not known; what can be read are "
                            + FileKind.KNOWN));
    return List.of(new FoundFile(path, name, kind));
  }

  private static boolean isPath(String input) {
    try {
      return Files.exists(Path.of(input));
    } catch (InvalidPathException notOnThisSystem) {
      return false;
    }
  }

  private static Path path(String text, String input) {
    try {
      return text.contains("://") ? Path.of(URI.create(text)) : Path.of(text);
    } catch (RuntimeException e) {
      // FileSystemNotFoundException for a scheme without a provider, and what providers throw
      throw new IllegalArgumentException("input '" + input + "' is not a path: " + e, e);
    }
  }

  private void expand(Path folder, List<String> parts) throws IOException {
    String part = parts.get(0);
    List<String> rest = parts.subList(1, parts.size());
    if (part.equals(ANY_DEPTH)) {
      for (Path below : foldersBelow(folder)) {
        addOrExpand(below, rest);
      }
    } else if (GLOB.matcher(part).find()) {
      for (Path entry : matching(folder, part)) {
        addOrExpand(entry, rest);
      }
    } else {
      addOrExpand(folder.resolve(part), rest);
    }
  }

  private void addOrExpand(Path path, List<String> rest) throws IOException {
    if (Files.isDirectory(path)) {
      if (rest.isEmpty()) {
        addBelow(path);
      } else {
        expand(path, rest);
      }
    } else if (rest.isEmpty() && Files.exists(path)) {
      found.add(path);
    }
  }

  private List<Path> matching(Path folder, String part) throws IOException {
    if (part.contains(ANY_DEPTH)) {
      throw new IllegalArgumentException(
          "in the input '"
              + input
              + "' the ** must stand alone between slashes, as in data/**/*.jsonl");
    }
    PathMatcher matcher;
    try {
      matcher = folder.getFileSystem().getPathMatcher("glob:" + part);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "input '" + input + "' is not a valid pattern: " + e.getDescription(), e);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return StreamSupport.stream(entries.spliterator(), /* parallel= */ false)
          .filter(entry -> part.startsWith(".") || !isHidden(entry))
          .filter(entry -> matcher.matches(entry.getFileName()))
          .toList();
    }
  }

  private void addBelow(Path folder) throws IOException {
    walk(folder, new ArrayList<>(), found);
  }

  private static List<Path> foldersBelow(Path folder) throws IOException {
    var folders = new ArrayList<Path>();
    walk(folder, folders, new LinkedHashSet<>());
    return folders;
  }

  /** Collects what is not hidden below a folder; the folder itself is the first of the folders. */
  private static void walk(Path root, List<Path> folders, Set<Path> files) throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isHidden(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE; // a link to a folder that is being walked already
            }
            throw e;
          }
        });
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private List<FoundFile> files() {
    List<FoundFile> known =
        found.stream()
            .flatMap(
                path ->
                    kind(path)
                        .map(kind -> new FoundFile(path, nameBelow(base, path), kind))
                        .stream())
            .sorted(comparing(FoundFile::name))
            .toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "input '" + input + "' matches no file that can be read, which are " + FileKind.KNOWN);
    }
    return known;
  }

  private static Optional<FileKind> kind(Path path) {
    return FileKind.ofName(path.getFileName().toString());
  }

  /**
   * The name of a file below a folder. S3's providers mix absolute with relative paths, and end the
   * names of folders with a slash.
   */
  static String nameBelow(Path base, Path path) {
    Path below = base.toAbsolutePath().relativize(path.toAbsolutePath());
    return StreamSupport.stream(below.spliterator(), /* parallel= */ false)
        .map(part -> part.toString().replace("/", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }
}
