package org.podstudio.cli.library;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Labels;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Screen;

/** Changes the labels of some assets. All are found before the first is changed. */
record LabelCommand(Context context) {

    int label(List<String> names, UnaryOperator<Labels> change) {
        try (ProjectAssets assets = context.studio().assets(context.project())) {
            List<Asset> found = names.stream().map(name -> AssetWords.named(assets, name)).toList();
            List<Asset> changed = new ArrayList<>();
            found.forEach(asset -> changed.add(assets.label(asset.id(), change)));
            Screen screen = context.screen();
            screen.show(changed.stream().map(AssetWords::wire).toList(),
                    out -> changed.forEach(a -> out.println(a.fileName() + "  " + AssetWords.labels(a))));
            return ExitCode.DONE;
        }
    }
}
