package org.meetinginsights.configuration;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS serves all paths, so that an unknown path gets a problem too. Pages are resources as well. */
@ApplicationPath("/")
public class RestApplication extends Application {}
