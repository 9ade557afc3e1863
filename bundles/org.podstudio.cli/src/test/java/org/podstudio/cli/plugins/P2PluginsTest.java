package org.podstudio.cli.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.ILicense;
import org.eclipse.equinox.p2.metadata.MetadataFactory;
import org.eclipse.equinox.p2.metadata.Version;
import org.eclipse.equinox.p2.query.CollectionResult;
import org.eclipse.equinox.p2.query.QueryUtil;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;

class P2PluginsTest {

    private static final String UNIT = "org.podstudio.processors.transcode.feature.feature.group";

    @Test
    void an_id_is_shown_without_what_is_the_same_for_all() {
        assertEquals("processors.transcode", P2Plugins.shortId(UNIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/site", "http://example.org/", "http://127.example.org/", "http:///site",
            "http://localhost.example.org/", "http://127.0.0.1@example.org/"})
    void another_machine_is_not_asked_without_encryption(String site) {
        ProcessingException refused = assertThrows(ProcessingException.class,
                () -> P2Plugins.refuseUnencrypted(URI.create(site)));
        assertTrue(refused.getMessage().contains("is not encrypted"), refused.getMessage());
        assertNull(System.getProperty("p2.httpRule"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/site", "http://localhost/", "http://[::1]:80/"})
    void this_machine_may_be_asked_without_encryption(String site) {
        P2Plugins.refuseUnencrypted(URI.create(site));
        assertEquals("allow", System.getProperty("p2.httpRule"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "file:/site"})
    void https_and_folders_need_no_exception(String site) {
        P2Plugins.refuseUnencrypted(URI.create(site));
        assertNull(System.getProperty("p2.httpRule"));
    }

    @Test
    void that_a_site_is_not_there_is_told_from_one_that_cannot_be_read() {
        assertEquals("plugins.site.not-found",
                P2Plugins.code(new Status(IStatus.ERROR, "x", ProvisionException.REPOSITORY_NOT_FOUND, "", null)));
        assertEquals("plugins.no-site",
                P2Plugins.code(new Status(IStatus.ERROR, "x", ProvisionException.REPOSITORY_FAILED_READ, "", null)));
    }

    @AfterEach
    void forget() {
        System.clearProperty("p2.httpRule");
    }

    @Test
    void every_part_that_is_added_is_asked_about_but_for_a_licence_that_is_there() {
        IInstallableUnit named = feature("named");
        IInstallableUnit required = feature("required", licence("GPL", "https://example.org/gpl"));
        IInstallableUnit nowhere = feature("nowhere", licence("Terms", null));
        List<Plugin> asked = P2Plugins.licensed(new CollectionResult<>(List.of(named, required, nowhere)),
                new CollectionResult<>(List.of(feature("other", licence("EPL", null)))));
        assertEquals(List.of("nowhere", "required"), asked.stream().map(Plugin::id).toList());
        assertEquals(List.of("Terms", "GPL\nhttps://example.org/gpl"), asked.stream().map(Plugin::licence).toList());
        assertEquals(List.of(), P2Plugins.licensed(new CollectionResult<>(List.of(required)),
                new CollectionResult<>(List.of(feature("other", licence("GPL", "https://example.org/gpl"))))));
    }

    private static IInstallableUnit feature(String id, ILicense... licences) {
        var description = new MetadataFactory.InstallableUnitDescription();
        description.setId("org.podstudio." + id + ".feature.feature.group");
        description.setVersion(Version.createOSGi(1, 0, 0));
        description.setProperty(QueryUtil.PROP_TYPE_GROUP, "true");
        description.setLicenses(licences);
        return MetadataFactory.createInstallableUnit(description);
    }

    private static ILicense licence(String body, @Nullable String address) {
        return MetadataFactory.createLicense(address == null ? null : URI.create(address), body);
    }

    @Test
    void a_part_is_meant_by_its_last_word_its_short_id_and_its_complete_one() {
        assertTrue(P2Plugins.means(UNIT, "transcode"));
        assertTrue(P2Plugins.means(UNIT, "processors.transcode"));
        assertTrue(P2Plugins.means(UNIT, UNIT));
        assertTrue(P2Plugins.means("org.podstudio.processors.bgremove.feature.feature.group", "bg-remove"));
        assertFalse(P2Plugins.means(UNIT, "code"));
    }
}
