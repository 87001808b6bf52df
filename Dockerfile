# SPDX-License-Identifier: Apache-2.0
# One image for every process: the command says which. docker build -t interlock .
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dquick -Dmaven.test.skip=true -Djacoco.skip=true -pl dist -am package

FROM eclipse-temurin:17.0.17_10-jre
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin interlock
COPY --from=build /source/dist/target/interlock.jar /opt/interlock/interlock.jar
USER 10001
# Needs nothing but /tmp to write to.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/opt/interlock/interlock.jar"]
CMD ["--help"]
