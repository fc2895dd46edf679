package io.kuajie.recommend.files;

/** Something is wrong with a file or an option; the message says what, where and what to do. */
final class FileFault extends RuntimeException {
    FileFault(String message) {
        super(message);
    }
}
