/** Holds the manifests to the schemas of Kubernetes and Strimzi, to the topic catalogue, and to the platform's rules for pods. */
@NullMarked
package io.kuajie.kubernetes;

import org.jspecify.annotations.NullMarked;
