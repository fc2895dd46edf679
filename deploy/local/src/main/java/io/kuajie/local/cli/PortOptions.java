package io.kuajie.local.cli;

import io.kuajie.local.Ports;
import io.kuajie.local.Service;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where everything listens. */
final class PortOptions {
    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "" + Ports.KAFKA,
            description = "default ${DEFAULT-VALUE}")
    int kafka;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "" + Ports.REGISTRY,
            description = "default ${DEFAULT-VALUE}")
    int registry;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "" + Ports.POSTGRES,
            description = "default ${DEFAULT-VALUE}")
    int postgres;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8101",
            description = "default ${DEFAULT-VALUE}")
    int ingest;

    @Option(
            names = "--profile-port",
            paramLabel = "PORT",
            defaultValue = "8102",
            description = "default ${DEFAULT-VALUE}")
    int profile;

    @Option(
            names = "--recommend-port",
            paramLabel = "PORT",
            defaultValue = "8103",
            description = "default ${DEFAULT-VALUE}")
    int recommend;

    @Option(
            names = "--campaign-port",
            paramLabel = "PORT",
            defaultValue = "8104",
            description = "default ${DEFAULT-VALUE}")
    int campaign;

    Ports ports() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        services.put(Service.INGEST, ingest);
        services.put(Service.PROFILE, profile);
        services.put(Service.RECOMMEND, recommend);
        services.put(Service.CAMPAIGN, campaign);
        return new Ports(kafka, registry, postgres, services);
    }
}
