/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.DocumentSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A corpus in files: what was named is found once, and read whenever its {@link #source()} is.
 *
 * <pre>{@code
 * CorpusFiles corpus =
 *     CorpusFiles.builder()
 *         .input("data/*.jsonl.zst")
 *         .domainField("source")
 *         .rejects(rejected -> System.err.println(rejected))
 *         .build();
 * PruneResult<CorpusRecord> result = pruner.prune(corpus.source());
 * }</pre>
 *
 * <p>Read are JSON lines ({@code .jsonl}, {@code .ndjson}, {@code .json}: an object on each line),
 * text ({@code .txt}, {@code .md}: the file is the document), both also compressed ({@code .gz},
 * {@code .gzip}, {@code .zst}, {@code .zstd}), and Parquet ({@code .parquet}). All text is UTF-8.
 *
 * <p>A record that is not a document, and a damaged file from its damage on, are told to {@link
 * Builder#rejects} and do not stop the reading. Immutable.
 *
 * @since 0.1
 */
public final class CorpusFiles {
  /** The field that holds the text, when unset. */
  public static final String DEFAULT_TEXT_FIELD = "text";

  private final List<CorpusFile> files;
  private final ByteSource bytes;
  private final RecordFields fields;
  private final boolean domainsAreFileNames;
  private final InputLimits limits;
  private final Rejects rejects;

  private CorpusFiles(Builder options) {
    StandardInput standardInput = options.standardInput;
    files = standardInput == null ? FoundFiles.find(options.inputs) : List.of(standardInput.file());
    bytes = standardInput == null ? ByteSource.FILES : standardInput;
    fields =
        new RecordFields(
            path(options.textField == null ? DEFAULT_TEXT_FIELD : options.textField),
            path(options.idField),
            path(options.domainField));
    domainsAreFileNames = options.domainsAreFileNames;
    limits = options.limits == null ? InputLimits.defaults() : options.limits;
    rejects =
        new Rejects(
            options.rejects == null ? rejected -> {} : options.rejects,
            options.maximumRejects == null ? Long.MAX_VALUE : options.maximumRejects);
  }

  /** A new builder, for one thread. */
  public static Builder builder() {
    return new Builder();
  }

  /** The files in reading order: by input as named, within an input by name, each once. */
  public List<CorpusFile> files() {
    return files;
  }

  /**
   * The documents of the files in order, with their ids and domains. Each opening reads the files
   * again, one at a time, as the stream is consumed; close the stream to close the file.
   *
   * <p>The stream throws {@link UncheckedIOException} for a file that cannot be reached (damage is
   * a reject), {@link TooManyRejectsException}, and {@link
   * java.util.concurrent.CancellationException} when its thread is interrupted while it reads.
   */
  public DocumentSource<CorpusRecord> source() {
    return DocumentSource.reopening(this::records, CorpusRecord::text)
        .withId(CorpusRecord::id)
        .withDomain(CorpusRecord::domain);
  }

  /**
   * Reads every file as it is stored and says what it holds, in reading order.
   *
   * @throws UncheckedIOException if a file cannot be read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<InputFingerprint> fingerprint() {
    return files.stream().map(file -> InputFingerprint.of(file, bytes)).toList();
  }

  private Stream<CorpusRecord> records() {
    Consumer<RejectedRecord> rejected = rejects.pass();
    Stream<CorpusRecord> records =
        CorpusPass.records(
            files, file -> RecordReaders.open(file, bytes, fields, limits, rejected));
    return domainsAreFileNames ? records.map(CorpusFiles::inDomainOfFile) : records;
  }

  private static CorpusRecord inDomainOfFile(CorpusRecord document) {
    return document.withDomain(FileKind.domain(document.file()));
  }

  private static List<String> path(@Nullable String field) {
    return field == null ? List.of() : List.of(field.split("\\.", -1));
  }

  /** Names the number of files and their size. */
  @Override
  public String toString() {
    long byteCount = files.stream().mapToLong(CorpusFile::byteCount).sum();
    return String.format(
        Locale.ROOT,
        "%,d %s, %,d bytes",
        files.size(),
        files.size() == 1 ? "file" : "files",
        byteCount);
  }

  /**
   * Says which files make the corpus and what in them is a document. Each option but {@code input}
   * may be set once; not thread-safe.
   */
  public static final class Builder {
    private final List<FoundFiles.Input> inputs = new ArrayList<>();
    private @Nullable StandardInput standardInput;
    private @Nullable String textField;
    private @Nullable String idField;
    private @Nullable String domainField;
    private boolean domainsAreFileNames;
    private @Nullable InputLimits limits;
    private @Nullable Consumer<? super RejectedRecord> rejects;
    private @Nullable Long maximumRejects;

    private Builder() {}

    /**
     * Adds a file, a folder with all below it, or the files that match a pattern ({@code
     * data/*.jsonl.zst}, {@code data/**}{@code /*.parquet} at any depth); {@code -} for JSON lines
     * on standard input, plain or compressed, which must be the only input. It is read to its end
     * when the corpus is built, into a file in {@code java.io.tmpdir} that is gone when the process
     * is. The text may also be the URI of an installed file-system provider, such as {@code
     * s3://bucket/data/*.parquet}.
     *
     * <p>Within folders and patterns, hidden files (their names begin with a dot) and files with
     * other extensions are passed over.
     */
    public Builder input(String pattern) {
      requireNonNull(pattern, "input");
      if (pattern.isEmpty()) {
        throw new IllegalArgumentException(
            "input must name a file, a folder or a pattern, but was empty; the current folder is .");
      }
      if (pattern.equals(StandardInput.NAME)) {
        return standardInput(StandardInput.ofProcess());
      }
      inputs.add(() -> InputSearch.find(pattern));
      return this;
    }

    /** Adds a file, or a folder with all below it, of any file system. */
    public Builder input(Path path) {
      requireNonNull(path, "input");
      inputs.add(() -> InputSearch.find(path));
      return this;
    }

    Builder standardInput(StandardInput in) {
      standardInput = once("standard input", standardInput, in);
      return this;
    }

    /**
     * The field that holds the text; {@value CorpusFiles#DEFAULT_TEXT_FIELD} when unset. It must be
     * a string. Here and in the other fields a dot leads into an object: {@code content.body} is
     * {@code body} in {@code content}.
     */
    public Builder textField(String field) {
      textField = once("textField", textField, checkedField("textField", field));
      return this;
    }

    /**
     * The field that names a document: a string, a number or a boolean. Without it, and for a
     * document where it is missing or null, the id is the file's name, a colon and the line or row.
     */
    public Builder idField(String field) {
      idField = once("idField", idField, checkedField("idField", field));
      return this;
    }

    /**
     * The field that holds the domain: a string, a number or a boolean. Without it, and for a
     * document where it is missing or null, the domain is empty.
     */
    public Builder domainField(String field) {
      domainField = once("domainField", domainField, checkedField("domainField", field));
      return this;
    }

    /**
     * Takes the domain from the file in place of a field: its name without extensions ({@code
     * books} for {@code en/books.jsonl.zst}); for text files, each of which is one document, the
     * folder that it is in.
     */
    public Builder domainFromFileName() {
      domainsAreFileNames = true;
      return this;
    }

    /** What a file may ask of the reader; {@link InputLimits#defaults()} when unset. */
    public Builder limits(InputLimits newLimits) {
      limits = once("limits", limits, newLimits);
      return this;
    }

    /**
     * Who is told of what cannot be read, in reading order and of each once however often the
     * source is opened; nobody when unset. Called by the thread that reads.
     */
    public Builder rejects(Consumer<? super RejectedRecord> consumer) {
      rejects = once("rejects", rejects, consumer);
      return this;
    }

    /**
     * How many rejects one reading may meet before it ends with a {@link TooManyRejectsException};
     * any number when unset.
     *
     * @param maximum at least 0
     */
    public Builder maximumRejects(long maximum) {
      if (maximum < 0) {
        throw new IllegalArgumentException("maximumRejects must be at least 0, but was " + maximum);
      }
      maximumRejects = once("maximumRejects", maximumRejects, maximum);
      return this;
    }

    /**
     * Finds the files and leaves this builder unchanged.
     *
     * @throws IllegalArgumentException if an input does not exist, matches nothing, is not a valid
     *     pattern, or is a file whose extension is not known
     * @throws IllegalStateException if there is no input, something beside standard input, or both
     *     a field and the file's name for the domain
     * @throws UncheckedIOException if the files cannot be listed, or standard input cannot be kept
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it
     *     reads standard input
     */
    public CorpusFiles build() {
      if (inputs.isEmpty() && standardInput == null) {
        throw new IllegalStateException(
            "input must be set, for example input(\"data/*.jsonl.zst\")");
      }
      if (!inputs.isEmpty() && standardInput != null) {
        throw new IllegalStateException("standard input (-) must be the only input");
      }
      if (domainsAreFileNames && domainField != null) {
        throw new IllegalStateException(
            "domainField and domainFromFileName exclude each other: a document has one domain");
      }
      return new CorpusFiles(this);
    }

    private static String checkedField(String option, String field) {
      requireNonNull(field, option);
      if (path(field).contains("")) {
        throw new IllegalArgumentException(
            option + " must be a name, or names with dots between them, but was '" + field + "'");
      }
      return field;
    }

    private static <T> T once(String option, @Nullable T earlier, T value) {
      requireNonNull(value, option);
      if (earlier != null) {
        throw new IllegalStateException(
            option + " was already set to " + earlier + " and cannot be set to " + value);
      }
      return value;
    }
  }
}
