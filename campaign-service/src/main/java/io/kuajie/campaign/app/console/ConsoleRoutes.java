package io.kuajie.campaign.app.console;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Leads whoever comes without a path to the console. */
@ApplicationScoped
public class ConsoleRoutes {
    private static final String CONSOLE = "/console/";

    void register(@Observes Router router) {
        router.get("/").handler(ConsoleRoutes::redirect);
        router.get("/console").handler(context -> {
            if (context.normalizedPath().equals(CONSOLE)) {
                context.next();
            } else {
                redirect(context);
            }
        });
    }

    private static void redirect(RoutingContext context) {
        context.response().setStatusCode(302).putHeader("Location", CONSOLE).end();
    }
}
