package io.kuajie.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/** An HTTP server that reads each request and answers a constant, on the same network code as the services: the least a door can do. */
final class Constant {
    private static final String ANSWER = "{\"success\":true}";

    /** Bytes of the shortest answer. */
    static final int LEAST = ANSWER.length();

    private Constant() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        String answer = ANSWER + " ".repeat(Integer.parseInt(arguments[1]) - LEAST);
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(answer)))
                .listen();
    }
}
