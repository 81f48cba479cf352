/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static io.github.perplexityprune.benchmarks.CorpusEvaluation.print;

import com.google.gson.JsonObject;
import io.github.perplexityprune.djl.EngineUnderTest;
import io.github.perplexityprune.djl.EngineUnderTest.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Scores the same token ids with the same weights here and in a peer, in turn, and prints tokens
 * per second as a Markdown table: median, lowest and highest.
 *
 * <p>Arguments: a folder for checkpoints and token ids; the folder of {@code .jsonl.zst} texts;
 * rounds; and cases, each {@code model:natural|short|train:tokens}. The peer is a Python with torch
 * and a script, given by the system properties {@code benchmark.python} and {@code benchmark.peer};
 * without them its columns are empty. {@link Setting} says what both run on.
 */
public final class SpeedComparison {
  private static final double WARM_UP_SECONDS = 5;

  private final Path work;
  private final List<CorpusText> documents;
  private final int rounds;
  private final Optional<Peer> peer;
  private final Setting setting;

  private SpeedComparison(
      Path work, List<CorpusText> documents, int rounds, Optional<Peer> peer, Setting setting) {
    this.setting = setting;
    this.work = work;
    this.documents = documents;
    this.rounds = rounds;
    this.peer = peer;
  }

  /** Measures every case and prints a row for each. */
  public static void main(String[] arguments) throws IOException {
    Setting setting = Setting.ofProperties();
    Optional<Peer> peer = peer(setting);
    SpeedComparison comparison =
        new SpeedComparison(
            Files.createDirectories(Path.of(arguments[0])),
            SpeedCorpus.read(Path.of(arguments[1])),
            Integer.parseInt(arguments[2]),
            peer,
            setting);
    Machine.print();
    print("%s, %s%n", setting.device(), setting.precision());
    if (peer.isEmpty()) {
      print("No peer: set -Dbenchmark.python and -Dbenchmark.peer to compare.");
    }
    print("%s", SpeedRow.HEADER);
    for (int i = 3; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":", 3);
      comparison.run(
          BenchmarkModel.valueOf(parts[0].toUpperCase(Locale.ROOT)),
          parts[1],
          Long.parseLong(parts[2]));
    }
  }

  private static Optional<Peer> peer(Setting setting) {
    String python = System.getProperty("benchmark.python", "");
    String script = System.getProperty("benchmark.peer", "");
    return python.isEmpty() || script.isEmpty()
        ? Optional.empty()
        : Optional.of(new Peer(python, Path.of(script), setting.peerOptions()));
  }

  private void run(BenchmarkModel model, String kind, long tokenCount) {
    Path folder = model.folder(work);
    try (EngineUnderTest engine = setting.open(folder)) {
      SpeedCorpus corpus =
          kind.equals("short") ? SpeedCorpus.paragraphs(documents) : SpeedCorpus.natural(documents);
      int prefixToken = engine.vocabularySize() - 1;
      List<int[]> ids = corpus.tokens(engine.vocabularySize(), engine.contextLength(), tokenCount);
      Path file = work.resolve("ids.jsonl");
      SpeedCorpus.write(file, prefixToken, ids);
      if (kind.equals("train")) {
        train(model, folder, file, engine, ids);
      } else {
        score(model + " " + kind, folder, file, engine, prefixToken, ids);
      }
    }
  }

  /** Until the JVM has compiled what it will. */
  private static void warmUp(Supplier<Run> work) {
    for (double seconds = 0; seconds < WARM_UP_SECONDS; ) {
      seconds += work.get().seconds();
    }
  }

  private void score(
      String name,
      Path folder,
      Path file,
      EngineUnderTest engine,
      int prefixToken,
      List<int[]> ids) {
    warmUp(() -> engine.score(prefixToken, ids));
    SpeedRow row = new SpeedRow(name, ids);
    for (int round = 0; round < rounds; round++) {
      row.scored(engine.score(prefixToken, ids));
      row.matrices(engine.matrixProducts(row.tokenCount()));
      if (peer.isPresent()) {
        for (PeerMode mode : PeerMode.values()) {
          Path out = work.resolve("scores.jsonl");
          JsonObject run =
              peer.get().run(folder, file, "--mode", mode.id(), "--out", out.toString());
          row.peer(mode, run, Peer.sum(out));
        }
      }
    }
    print("%s", row);
  }

  private void train(
      BenchmarkModel model, Path folder, Path file, EngineUnderTest engine, List<int[]> ids) {
    int context = Math.min(setting.trainingTokens() / 4, engine.contextLength());
    int rows = setting.trainingTokens() / context;
    int[] stream = ids.stream().flatMapToInt(Arrays::stream).toArray();
    int steps = Math.max(2, stream.length / setting.trainingTokens());
    Rates ours = new Rates();
    Rates theirs = new Rates();
    Rates matrices = new Rates();
    double tokenOperations = engine.trainingOperations(context);
    warmUp(() -> engine.train(stream, rows, context, 2));
    for (int round = 0; round < rounds; round++) {
      Run run = engine.train(stream, rows, context, steps);
      ours.add((double) run.tokenCount(), run.seconds());
      matrices.add(engine.matrixRate(), tokenOperations);
      if (peer.isPresent()) {
        JsonObject found =
            peer.get()
                .run(
                    folder,
                    file,
                    "--mode",
                    "train",
                    "--batch",
                    Integer.toString(rows),
                    "--context",
                    Integer.toString(context),
                    "--steps",
                    Integer.toString(steps));
        theirs.add(found.get("tokens").getAsDouble(), found.get("seconds").getAsDouble());
      }
    }
    print(
        "| %s train, %d x %d | %,d | | %s | train: %s | | | %s | %s | | | %s | |",
        model.name().toLowerCase(Locale.ROOT),
        rows,
        context,
        (long) steps * setting.trainingTokens(),
        ours,
        theirs,
        matrices,
        ours.ratio(theirs),
        ours.ratio(matrices));
  }
}
