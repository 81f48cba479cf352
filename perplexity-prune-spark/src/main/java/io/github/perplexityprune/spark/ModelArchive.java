/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.io.BaseEncoding;
import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;

/** A model's folder as one file, which Spark hands to executors and unpacks there. */
final class ModelArchive {
  private static final int NAME_BYTES = 16;

  private ModelArchive() {}

  /**
   * Sends a folder to every executor, now and later.
   *
   * @param folder a folder of any file system that Spark reads
   * @return the name of the folder there, made of its content
   * @throws CheckpointException if the folder cannot be read
   */
  static String send(String folder, SparkContext spark) {
    try {
      Path archive = pack(folder, spark);
      String name = archive.getFileName().toString();
      boolean sent =
          scala.jdk.javaapi.CollectionConverters.asJava(spark.listArchives()).stream()
              .anyMatch(known -> known.endsWith(name));
      if (!sent) {
        spark.addArchive(archive.toUri().toString());
      }
      return name;
    } catch (IOException e) {
      throw new CheckpointException(
          folder
              + " must be a folder with a reference model that the driver can read, but: "
              + e.getMessage(),
          e);
    }
  }

  /** Lies beside Spark's own files, which the driver serves and deletes at its end. */
  private static Path pack(String folder, SparkContext spark) throws IOException {
    var root = new org.apache.hadoop.fs.Path(folder);
    FileSystem files = root.getFileSystem(spark.hadoopConfiguration());
    FileStatus[] listed = files.listStatus(root);
    Arrays.sort(listed, Comparator.comparing(file -> file.getPath().getName()));
    Path sent =
        Files.createDirectories(
            Path.of(SparkFiles.getRootDirectory()).resolveSibling("perplexity-prune-sent"));
    Path incomplete = Files.createTempFile(sent, "archive", ".incomplete");
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(incomplete), digest);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.NO_COMPRESSION); // weights do not compress
      for (FileStatus file : listed) {
        if (file.isFile()) {
          ZipEntry entry = new ZipEntry(file.getPath().getName());
          entry.setTime(0); // so that equal folders make equal archives
          zip.putNextEntry(entry);
          try (InputStream in = files.open(file.getPath())) {
            in.transferTo(zip);
          }
          zip.closeEntry();
        }
      }
    }
    String name = BaseEncoding.base16().lowerCase().encode(digest.digest(), 0, NAME_BYTES);
    return Files.move(
        incomplete,
        sent.resolve("perplexity-prune-" + name + ".zip"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
