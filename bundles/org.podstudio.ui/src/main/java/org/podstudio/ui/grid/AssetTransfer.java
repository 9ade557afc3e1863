package org.podstudio.ui.grid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.dnd.ByteArrayTransfer;
import org.eclipse.swt.dnd.TransferData;

/** Assets as they are dragged between parts: their ids. The data of an event is a {@code List<UUID>}. */
@NonNullByDefault({}) // SWT says of no parameter whether it may be null
public final class AssetTransfer extends ByteArrayTransfer {

    private static final String TYPE = "application/x-podstudio-assets";
    private static final int ID = registerType(TYPE);
    private static final AssetTransfer INSTANCE = new AssetTransfer();

    private AssetTransfer() {
    }

    /** The only one. */
    public static AssetTransfer instance() {
        return INSTANCE;
    }

    @Override
    protected int[] getTypeIds() {
        return new int[]{ID};
    }

    @Override
    protected String[] getTypeNames() {
        return new String[]{TYPE};
    }

    @Override
    protected void javaToNative(Object data, TransferData target) {
        String ids = ((List<?>) data).stream().map(Objects::toString).collect(Collectors.joining(","));
        super.javaToNative(ids.getBytes(StandardCharsets.US_ASCII), target);
    }

    @Override
    protected Object nativeToJava(TransferData source) {
        return super.nativeToJava(source) instanceof byte[] bytes
                ? Arrays.stream(new String(bytes, StandardCharsets.US_ASCII).split(",")).map(UUID::fromString).toList()
                : List.of();
    }
}
