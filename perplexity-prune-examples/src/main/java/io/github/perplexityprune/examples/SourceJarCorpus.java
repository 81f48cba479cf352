/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Source files of Java libraries: each is a document, each library a domain. Some are there twice,
 * the second time damaged.
 */
final class SourceJarCorpus {
  /** Limits what a library contributes, so that none drowns the others. */
  private static final int CHARACTERS_PER_LIBRARY = 350_000;

  /** Longer files are left out, to have more documents for the same work. */
  private static final int CHARACTERS_PER_FILE = 12_000;

  private static final double DAMAGED_SHARE = 0.06;
  private static final long SEED = 1;

  private final Random random = new Random(SEED);

  private SourceJarCorpus() {}

  /**
   * Reads the source jars in a folder. The same jars give the same documents in the same order.
   *
   * @throws IllegalArgumentException if the folder has no jars
   */
  static List<Article> read(Path folder) {
    return new SourceJarCorpus().articles(folder);
  }

  /** Writes articles as JSON lines. */
  static Path write(List<Article> articles, Path file) {
    Gson gson = new Gson();
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, articles.stream().map(gson::toJson).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Article> articles(Path folder) {
    List<Article> articles = new ArrayList<>();
    for (Path jar : jars(folder)) {
      articles.addAll(sample(library(jar)));
    }
    articles.addAll(damagedCopies(articles));
    Collections.shuffle(articles, random);
    return articles;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new IllegalArgumentException("demo.jars must have jars in it, but was " + folder);
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Article> library(Path jar) {
    String name = jar.getFileName().toString().replace(".jar", "");
    try (ZipFile files = new ZipFile(jar.toFile())) {
      List<Article> articles = new ArrayList<>();
      for (ZipEntry file : Collections.list(files.entries())) {
        if (file.getName().endsWith(".java")) {
          String text = new String(files.getInputStream(file).readAllBytes(), UTF_8);
          if (text.length() <= CHARACTERS_PER_FILE) {
            articles.add(new Article(name + "/" + file.getName(), name, text));
          }
        }
      }
      return articles;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Article> sample(List<Article> library) {
    List<Article> shuffled = library.stream().collect(toCollection(ArrayList::new));
    Collections.shuffle(shuffled, random);
    List<Article> sample = new ArrayList<>();
    int characters = 0;
    for (Article article : shuffled) {
      characters += article.text().length();
      if (characters > CHARACTERS_PER_LIBRARY) {
        break;
      }
      sample.add(article);
    }
    return sample;
  }

  private List<Article> damagedCopies(List<Article> articles) {
    int count = (int) (DAMAGED_SHARE / (1 - DAMAGED_SHARE) * articles.size());
    Damage[] kinds = Damage.values();
    List<Article> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Article article = articles.get(random.nextInt(articles.size()));
      copies.add(kinds[i % kinds.length].copy(article, random));
    }
    return copies;
  }
}
