/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder, broadcast to the executors, which pass them on to each other. Equal when
 * the files are.
 *
 * <p>Not sent by {@code SparkContext.addArchive}: since Spark 4 a session has artifacts of its own,
 * and its tasks do not see what is added to the context later.
 */
final class BroadcastFolder implements Serializable {
  private static final int PART_BYTES = 1 << 26;

  private final String digest;
  private final List<Part> parts;

  /** The next bytes of a file. */
  private record Part(String file, Broadcast<byte[]> bytes) implements Serializable {}

  private BroadcastFolder(String digest, List<Part> parts) {
    this.digest = digest;
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a folder on the driver.
   *
   * @param folder a folder of any file system that Spark reads
   * @throws CheckpointException if it cannot be read
   */
  static BroadcastFolder of(String folder, SparkContext spark) {
    if (folder.isBlank()) {
      throw new IllegalArgumentException("reference must name a folder, but was blank");
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    Hasher hasher = Hashing.sha256().newHasher();
    List<Part> parts = new ArrayList<>();
    try {
      var root = new org.apache.hadoop.fs.Path(folder);
      FileSystem files = root.getFileSystem(spark.hadoopConfiguration());
      FileStatus[] listed = files.listStatus(root);
      Arrays.sort(listed, Comparator.comparing(file -> file.getPath().getName()));
      for (FileStatus file : listed) {
        if (file.isFile()) {
          String name = file.getPath().getName();
          hasher.putString(name, StandardCharsets.UTF_8).putLong(file.getLen());
          try (InputStream in = files.open(file.getPath())) {
            byte[] bytes = in.readNBytes(PART_BYTES);
            do {
              hasher.putBytes(bytes);
              parts.add(new Part(name, context.broadcast(bytes)));
              bytes = in.readNBytes(PART_BYTES);
            } while (bytes.length > 0);
          }
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(
          folder
              + " must be a folder with a reference model that the driver can read, but: "
              + e.getMessage(),
          e);
    }
    return new BroadcastFolder(hasher.hash().toString(), parts);
  }

  /** Writes the files into an empty folder of this machine. */
  void writeTo(Path folder) throws IOException {
    for (Part part : parts) {
      try (OutputStream out =
          Files.newOutputStream(
              folder.resolve(part.file), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(part.bytes.value());
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BroadcastFolder that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "BroadcastFolder[" + digest + "]";
  }
}
