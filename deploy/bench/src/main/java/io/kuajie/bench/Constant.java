package io.kuajie.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/** An HTTP server that reads each request and answers a constant, on the same network code as the services: the least a door can do. */
final class Constant {
    private static final String ANSWER = "{\"success\":true}";

    private Constant() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(ANSWER)))
                .listen();
    }
}
