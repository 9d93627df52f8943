<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>engine</name>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>"bundle.json" in this bundle cannot be read.</source>
   <translation>„bundle.json“ in diesem Bundle ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>"bundle.json" in this bundle holds impossible numbers.</source>
   <translation>„bundle.json“ in diesem Bundle enthält unmögliche Zahlen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>"bundle.json" in this file is not that of a bundle.</source>
   <translation>„bundle.json“ in dieser Datei ist nicht die eines Bundles.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"enrolled.json" in this bundle cannot be read.</source>
   <translation>„enrolled.json“ in diesem Bundle ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"enrolled.json" in this bundle does not fit "bundle.json".</source>
   <translation>„enrolled.json“ in diesem Bundle passt nicht zu „bundle.json“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>"model.json" of the run "{1}" is damaged: its network cannot hear windows of {2} samples.</source>
   <translation>„model.json“ des Laufs „{1}“ ist beschädigt: Das Netz kann Fenster von {2} Abtastwerten nicht hören.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/facts.py" />
   <source>"provenance.json" of the search "{1}" is damaged.</source>
   <translation>„provenance.json“ der Suche „{1}“ ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/facts.py" />
   <source>"recipe.toml" of the run "{1}" is damaged: it is no TOML.</source>
   <translation>„recipe.toml“ des Laufs „{1}“ ist beschädigt: Es ist kein TOML.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/facts.py" />
   <source>"recipe.toml" of the run "{1}" is damaged: it is no text.</source>
   <translation>„recipe.toml“ des Laufs „{1}“ ist beschädigt: Es ist kein Text.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"reference.npz" in this bundle cannot be read.</source>
   <translation>„reference.npz“ in diesem Bundle ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"reference.npz" in this bundle does not fit "bundle.json".</source>
   <translation>„reference.npz“ in diesem Bundle passt nicht zu „bundle.json“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>"unknown" is what is near to no scene.</source>
   <translation>„unknown“ heißt, was keiner Szene nah ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/compare.py" />
   <source>"{1}" and "{2}" were measured on different clips: {3} only the one, {4} only the other. The difference is not shown.</source>
   <translation>„{1}“ und „{2}“ wurden auf verschiedenen Clips gemessen: {3} nur das eine, {4} nur das andere. Der Unterschied wird nicht gezeigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>"{1}" and {2} others are in both tables.</source>
   <translation>„{1}“ und {2} andere stehen in beiden Tabellen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>"{1}" can be {2} recordings.</source>
   <translation>„{1}“ kann {2} Aufnahmen meinen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>"{1}" cannot be both known and unknown.</source>
   <translation>„{1}“ kann nicht zugleich bekannt und unbekannt sein.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <location filename="../../../ml_core/datasets/recorded.py" />
   <source>"{1}" cannot be changed.</source>
   <translation>„{1}“ lässt sich nicht ändern.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>"{1}" cannot be deleted: {2}.</source>
   <translation>„{1}“ lässt sich nicht löschen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>"{1}" cannot be moved into the trash: {2}.</source>
   <translation>„{1}“ lässt sich nicht in den Papierkorb legen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>"{1}" cannot be read as weights.</source>
   <translation>„{1}“ ist nicht als Gewichte lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>"{1}" cannot be read as weights: {2} is not dense.</source>
   <translation>„{1}“ ist nicht als Gewichte lesbar: {2} ist nicht dicht gespeichert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/teacher.py" />
   <source>"{1}" cannot be read.</source>
   <translation>„{1}“ ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <location filename="../../../ml_core/shards/opened.py" />
   <source>"{1}" cannot be read: {2}.</source>
   <translation>„{1}“ ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/recordings/growing_wav.py" />
   <source>"{1}" cannot be written: {2}.</source>
   <translation>„{1}“ lässt sich nicht schreiben: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/chain.py" />
   <source>"{1}" cannot name a run.</source>
   <translation>„{1}“ taugt nicht als Name eines Laufs.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>"{1}" cannot play now.</source>
   <translation>„{1}“ kann gerade nicht wiedergeben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/measured.py" />
   <source>"{1}" does not lie in a project.</source>
   <translation>„{1}“ liegt nicht in einem Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/support.py" />
   <source>"{1}" does not remember what it was taught from.</source>
   <translation>„{1}“ weiß nicht mehr, woraus es angelernt wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>"{1}" does not say how it was made.</source>
   <translation>„{1}“ sagt nicht, wie es entstand.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/students.py" />
   <source>"{1}" has a network for every device it was specialised for, and a bundle holds one.</source>
   <translation>„{1}“ hat für jedes Gerät, an das es angepasst wurde, ein Netz; ein Bundle enthält eines.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>"{1}" has changed since it was fused into "{2}".</source>
   <translation>„{1}“ hat sich geändert, seit es in „{2}“ fusioniert wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/compare.py" />
   <source>"{1}" has learnt from {2} of the {3} clips it was measured on. The difference is not shown.</source>
   <translation>„{1}“ hat aus {2} der {3} Clips gelernt, auf denen es gemessen wurde. Der Unterschied wird nicht gezeigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>"{1}" has no rows below its first line.</source>
   <translation>„{1}“ hat keine Zeilen unter der ersten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>"{1}" has {2} clips.</source>
   <translation>„{1}“ hat {2} Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/audacity.py" />
   <source>"{1}" holds no label that can be used: {2}.</source>
   <translation>„{1}“ enthält kein brauchbares Label: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>"{1}" holds no named tensors.</source>
   <translation>„{1}“ enthält keine benannten Tensoren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <location filename="../../../ml_core/runs/naming.py" />
   <source>"{1}" holds no run.</source>
   <translation>„{1}“ enthält keinen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>"{1}" holds other shards or tables.</source>
   <translation>„{1}“ enthält andere Shards oder Tabellen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>"{1}" holds shards of other clips, or of these as they were.</source>
   <translation>„{1}“ enthält Shards anderer Clips oder von diesen, wie sie früher waren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>"{1}" holds the beginning of shards of other clips, or of these as they were.</source>
   <translation>„{1}“ enthält angefangene Shards anderer Clips oder von diesen, wie sie früher waren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>"{1}" holds {2} tables.</source>
   <translation>„{1}“ enthält {2} Tabellen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/arrays.py" />
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"{1}" in this bundle cannot be read.</source>
   <translation>„{1}“ in diesem Bundle ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/arrays.py" />
   <source>"{1}" in this bundle holds something that is not plain numbers.</source>
   <translation>„{1}“ in diesem Bundle enthält etwas anderes als einfache Zahlen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <location filename="../../../ml_core/bundle/arrays.py" />
   <source>"{1}" in this bundle is compressed.</source>
   <translation>„{1}“ in diesem Bundle ist komprimiert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>"{1}" in this bundle is damaged: its bytes have changed.</source>
   <translation>„{1}“ in diesem Bundle ist beschädigt: Die Bytes haben sich geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>"{1}" in this bundle is not a plain file.</source>
   <translation>„{1}“ in diesem Bundle ist keine gewöhnliche Datei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/arrays.py" />
   <source>"{1}" in this bundle is not as large as it says.</source>
   <translation>„{1}“ in diesem Bundle ist nicht so groß wie angegeben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"{1}" in this bundle is not text.</source>
   <translation>„{1}“ in diesem Bundle ist kein Text.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/arrays.py" />
   <source>"{1}" in this bundle is of another version.</source>
   <translation>„{1}“ in diesem Bundle hat eine andere Version.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>"{1}" in {2} is offered by several packages: {3}.</source>
   <translation>„{1}“ in {2} wird von mehreren Paketen angeboten: {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>"{1}" is a bundle of format {2}, this program reads {3}.</source>
   <translation>„{1}“ ist ein Bundle mit Format {2}, dieses Programm liest {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>"{1}" is a database, but not one of a project.</source>
   <translation>„{1}“ ist eine Datenbank, aber nicht die eines Projekts.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>"{1}" is a fusion itself.</source>
   <translation>„{1}“ ist selbst eine Fusion.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/students.py" />
   <source>"{1}" is a fusion of several networks, and a bundle holds one.</source>
   <translation>„{1}“ ist eine Fusion mehrerer Netze; ein Bundle enthält eines.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>"{1}" is a fusion of several networks.</source>
   <translation>„{1}“ ist eine Fusion mehrerer Netze.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>"{1}" is a project already.</source>
   <translation>„{1}“ ist schon ein Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>"{1}" is a recipe for "{2}", not for "{3}".</source>
   <translation>„{1}“ ist ein Rezept für „{2}“, nicht für „{3}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/precisions.py" />
   <source>"{1}" is being made int8 already.</source>
   <translation>„{1}“ wird schon in int8 umgewandelt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/cells.py" />
   <source>"{1}" is damaged: it cannot be unpacked.</source>
   <translation>„{1}“ ist beschädigt: Es lässt sich nicht entpacken.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>"{1}" is damaged: it does not say which shards there are.</source>
   <translation>„{1}“ ist beschädigt: Die Datei sagt nicht, welche Shards es gibt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/tables.py" />
   <source>"{1}" is empty.</source>
   <translation>„{1}“ ist leer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/growing_wav.py" />
   <source>"{1}" is full.</source>
   <translation>„{1}“ ist voll.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/folder.py" />
   <source>"{1}" is left out: {2}.</source>
   <translation>„{1}“ wird ausgelassen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>"{1}" is no recipe: its name does not end in .toml.</source>
   <translation>„{1}“ ist kein Rezept: Der Name endet nicht auf .toml.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>"{1}" is no state.</source>
   <translation>„{1}“ ist kein Zustand.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>"{1}" is no text in UTF-8.</source>
   <translation>„{1}“ ist kein Text in UTF-8.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/json_files.py" />
   <source>"{1}" is not JSON that can be read.</source>
   <translation>„{1}“ ist kein lesbares JSON.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/keras.py" />
   <source>"{1}" is not YAMNet's file for Keras.</source>
   <translation>„{1}“ ist nicht die Keras-Datei von YAMNet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/parquet.py" />
   <source>"{1}" is not a Parquet file that can be read.</source>
   <translation>„{1}“ ist keine lesbare Parquet-Datei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/loading.py" />
   <source>"{1}" is not a file of {2}: {3} differs.</source>
   <translation>„{1}“ ist keine Datei von {2}: {3} weicht ab.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"{1}" is not a file.</source>
   <translation>„{1}“ ist keine Datei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/sounds.py" />
   <location filename="../../../ml_core/project/relocation.py" />
   <source>"{1}" is not a folder.</source>
   <translation>„{1}“ ist kein Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <location filename="../../../ml_core/project/project.py" />
   <source>"{1}" is not a project.</source>
   <translation>„{1}“ ist kein Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>"{1}" is not a range.</source>
   <translation>„{1}“ ist kein Bereich.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>"{1}" is not a selection table of Raven.</source>
   <translation>„{1}“ ist keine Auswahltabelle von Raven.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>"{1}" is not a setting to search.</source>
   <translation>„{1}“ ist keine Einstellung, die sich suchen lässt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>"{1}" is not a text table.</source>
   <translation>„{1}“ ist keine Texttabelle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/staging.py" />
   <source>"{1}" is not an empty folder.</source>
   <translation>„{1}“ ist kein leerer Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>"{1}" is not an export of Label Studio.</source>
   <translation>„{1}“ ist kein Export von Label Studio.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/demo_project.py" />
   <source>"{1}" is not empty.</source>
   <translation>„{1}“ ist nicht leer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>"{1}" is not in the trash.</source>
   <translation>„{1}“ liegt nicht im Papierkorb.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>"{1}" is not of the form key=value.</source>
   <translation>„{1}“ hat nicht die Form Schlüssel=Wert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>"{1}" is not one of the {2} scenes of this model.</source>
   <translation>„{1}“ ist keine der {2} Szenen dieses Modells.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>"{1}" is not the bundle any more that this began with.</source>
   <translation>„{1}“ ist nicht mehr das Bundle, mit dem das begann.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <location filename="../../../ml_core/stages/export_bundle.py" />
   <source>"{1}" is not there.</source>
   <translation>„{1}“ gibt es nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>"{1}" is not what was written: its bytes have changed.</source>
   <translation>„{1}“ ist nicht mehr, was geschrieben wurde: Die Bytes haben sich geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/compute.py" />
   <source>"{1}" is nothing that can compute.</source>
   <translation>„{1}“ ist nichts, was rechnen könnte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/running.py" />
   <source>"{1}" is there already, and was asked for something else.</source>
   <translation>„{1}“ ist schon da und hatte einen anderen Auftrag.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>"{1}" is too large to be a bundle.</source>
   <translation>„{1}“ ist zu groß für ein Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>"{1}" is too long for a label file.</source>
   <translation>„{1}“ ist zu lang für eine Labeldatei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/parquet.py" />
   <source>"{1}" is too long for a table of recordings.</source>
   <translation>„{1}“ ist zu lang für eine Tabelle von Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/cells.py" />
   <source>"{1}" is too long for a table.</source>
   <translation>„{1}“ ist zu lang für eine Tabelle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>"{1}" knows {2}, "{3}" {4}: they cannot be fused.</source>
   <translation>„{1}“ kennt {2}, „{3}“ {4}: Sie lassen sich nicht fusionieren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/queue.py" />
   <source>"{1}" lies outside of the project, where no line is kept.</source>
   <translation>„{1}“ liegt außerhalb des Projekts, wo keine Warteschlange geführt wird.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/tables.py" />
   <source>"{1}" names no columns.</source>
   <translation>„{1}“ nennt keine Spalten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>"{1}" names none of the clips.</source>
   <translation>„{1}“ nennt keinen der Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>"{1}" needs its published weights</source>
   <translation>„{1}“ braucht seine veröffentlichten Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>"{1}" of the package {2} cannot be imported: {3}: {4}.</source>
   <translation>„{1}“ aus dem Paket {2} lässt sich nicht importieren: {3}: {4}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/plugins.py" />
   <source>"{1}" of the package {2} is no loss but a {3}.</source>
   <translation>„{1}“ aus dem Paket {2} ist kein Verlust, sondern {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <source>"{1}" of the package {2} is no network but a {3}.</source>
   <translation>„{1}“ aus dem Paket {2} ist kein Netz, sondern {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>"{1}" of the run "{2}" cannot be read.</source>
   <translation>„{1}“ des Laufs „{2}“ ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/results.py" />
   <source>"{1}" of the run "{2}" is damaged: it does not say "{3}".</source>
   <translation>„{1}“ des Laufs „{2}“ ist beschädigt: „{3}“ steht nicht darin.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>"{1}" of the table "{2}" holds what it cannot</source>
   <translation>„{1}“ der Tabelle „{2}“ enthält, was nicht sein kann</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/queue.py" />
   <source>"{1}" starts from "{2}", which is not done.</source>
   <translation>„{1}“ beginnt bei „{2}“, der nicht fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/searches.py" />
   <source>"{1}" tries in rounds.</source>
   <translation>„{1}“ versucht in Runden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>"{1}" was made by another recipe, or with other options.</source>
   <translation>„{1}“ entstand mit einem anderen Rezept oder anderen Optionen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>"{1}" was made by several networks that speak as one.</source>
   <translation>„{1}“ entstand aus mehreren Netzen, die mit einer Stimme sprechen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>"{1}" was not opened: it holds {2}, which could run code.</source>
   <translation>„{1}“ wurde nicht geöffnet: Es enthält {2}, was Code ausführen könnte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>"{1}" was taught no place that could be baked.</source>
   <translation>An „{1}“ wurde kein Ort angelernt, der sich einbacken ließe.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/scoring.py" />
   <source>"{1}" was taught to another bundle.</source>
   <translation>„{1}“ wurde an einem anderen Bundle angelernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>"{1}" was trained on {2} of the test</source>
   <translation>„{1}“ wurde auf {2} des Tests trainiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>"{1}" would not be used: no window is heard through its responses.</source>
   <translation>„{1}“ bliebe ungenutzt: Kein Fenster wird durch seine Impulsantworten gehört.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>"{1}": {2}</source>
   <translation>„{1}“: {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>"{1}": {2}. That cannot be mended so.</source>
   <translation>„{1}“: {2}. So lässt sich das nicht beheben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>, and no Freq-MixStyle.</source>
   <translation>, und kein Freq-MixStyle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>, {1} MB of memory</source>
   <translation>, {1} MB Speicher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>, {1} s earlier there</source>
   <translation>, dort {1} s früher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>, {1} s later there</source>
   <translation>, dort {1} s später</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>1 clip is</source>
   <translation>1 Clip ist</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <source>1 clip: too few to say.</source>
   <translation>1 Clip: zu wenig für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 clipped clip</source>
   <translation>1 übersteuerten Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 duplicate clip</source>
   <translation>1 doppelten Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <source>1 group by {1}: too few to say.</source>
   <translation>1 Gruppe nach {1}: zu wenig für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 leaking clip</source>
   <translation>1 Clip auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 near-duplicate clip</source>
   <translation>1 fast doppelten Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 offset clip</source>
   <translation>1 Clip mit Gleichanteil</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 short clip</source>
   <translation>1 kurzen Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 silent clip</source>
   <translation>1 stillen Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 telling clip</source>
   <translation>1 verräterischen Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>1 unreadable clip</source>
   <translation>1 unlesbaren Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>7-bit weights</source>
   <translation>7-Bit-Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>; Freq-MixStyle was.</source>
   <translation>; Freq-MixStyle schon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>; {1} most of all: {2}</source>
   <translation>; {1} am meisten: {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/together.py" />
   <source>A batch of {1} cannot be shared by {2} processes.</source>
   <translation>Ein Batch von {1} lässt sich nicht auf {2} Prozesse verteilen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/projection.py" />
   <source>A clearer map</source>
   <translation>Eine klarere Karte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>A clip can only be on one side.</source>
   <translation>Ein Clip kann nur auf einer Seite sein.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>A clip of the project is called "{1}".</source>
   <translation>Ein Clip des Projekts heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fuse_teachers.py" />
   <location filename="../../../ml_core/stages/preview_fusion.py" />
   <source>A fusion needs at least two runs.</source>
   <translation>Eine Fusion braucht mindestens zwei Läufe.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/classifier.py" />
   <source>A hop of {1} s is not possible.</source>
   <translation>Ein Abstand von {1} s ist nicht möglich.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/audacity.py" />
   <source>A label without text marks a stretch without a scene: {1} clips.</source>
   <translation>Ein Label ohne Text bezeichnet ein Stück ohne Szene: {1} Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/audacity.py" />
   <source>A line is start, end and text, separated by tabs.</source>
   <translation>Eine Zeile besteht aus Beginn, Ende und Text, durch Tabulatoren getrennt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>A miniature: one epoch, one seed, small batches.</source>
   <translation>Eine Miniatur: eine Epoche, ein Seed, kleine Batches.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/probe.py" />
   <source>A probe needs training clips of at least two scenes, and clips of them to measure.</source>
   <translation>Eine Sonde braucht Trainingsclips von mindestens zwei Szenen und Clips davon zum Messen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>A recipe of 0 epochs trains nothing, so that there is nothing to search.</source>
   <translation>Ein Rezept mit 0 Epochen trainiert nichts; es gibt nichts zu suchen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>A recording is already being made.</source>
   <translation>Es wird schon aufgenommen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/sweeping.py" />
   <source>A round has at most {1} trials.</source>
   <translation>Eine Runde hat höchstens {1} Versuche.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/sweeping.py" />
   <source>A round of {1} trials is more than {2} in all.</source>
   <translation>Eine Runde von {1} Versuchen ist mehr als {2} insgesamt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>A scene has no name.</source>
   <translation>Eine Szene hat keinen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>A seed is not negative.</source>
   <translation>Ein Seed ist nicht negativ.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/spec.py" />
   <source>A setting of the front end has the wrong type.</source>
   <translation>Eine Einstellung des Frontends hat den falschen Typ.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/distil-default.toml" />
   <source>A student of 30 thousand parameters that inherits the teacher's relations.</source>
   <translation>Ein Schüler mit 30.000 Parametern, der die Beziehungen des Lehrers erbt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>A {1} recipe knows: {2}. If a newer ASC Studio wrote it, update this one.</source>
   <translation>Ein {1}-Rezept kennt: {2}. Stammt es von einem neueren ASC Studio, aktualisieren Sie dieses.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>About</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>Add the measurement {1} in Raven, and save the table again.</source>
   <translation>Fügen Sie in Raven die Messung {1} hinzu, und speichern Sie die Tabelle erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>All clips come from one {1}: a test would only repeat the training.</source>
   <translation>Alle Clips haben nur ein gemeinsames Merkmal ({1}): Ein Test würde nur das Training wiederholen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>All clips of "{1}" come from one {2}: none would be left to ask.</source>
   <translation>Alle Clips von „{1}“ teilen sich ein Merkmal ({2}): Es bliebe keiner zum Fragen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>All clips, or those of other scenes.</source>
   <translation>Alle Clips, oder die anderer Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/beats-unfrozen.toml" />
   <source>All of BEATs trained gently (SSL, or SSL+SL from the fine-tuned file); needs its weights.</source>
   <translation>Ganz BEATs, sanft trainiert (SSL, oder SSL+SL aus der feinabgestimmten Datei); braucht seine Gewichte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/yamnet-unfrozen.toml" />
   <source>All of YAMNet trained gently on your scenes: minutes to hours.</source>
   <translation>Ganz YAMNet, sanft auf Ihren Szenen trainiert: Minuten bis Stunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>All {1} scenes have fewer than {2} training clips</source>
   <translation>Alle {1} Szenen haben weniger als {2} Trainingsclips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>An annotation without a choice holds the state or note of a recording without a scene</source>
   <translation>Eine Annotation ohne Auswahl enthält Zustand oder Notiz einer Aufnahme ohne Szene</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>An entry of this bundle is larger than the bundle.</source>
   <translation>Ein Eintrag dieses Bundles ist größer als das Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>Another program holds the microphone.</source>
   <translation>Ein anderes Programm hält das Mikrofon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Another program is changing the project "{1}".</source>
   <translation>Ein anderes Programm ändert gerade das Projekt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>As published code has it</source>
   <translation>Wie im veröffentlichten Code</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>As recorded, or made equally loud first.</source>
   <translation>Wie aufgenommen, oder zuvor gleich laut gemacht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/precisions.py" />
   <source>Ask again when that is done.</source>
   <translation>Fragen Sie erneut, wenn das fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/confit.toml" />
   <source>AudioConFit's stage: the embedding of a pre-trained network is taught, no classifier.</source>
   <translation>Die Stufe von AudioConFit: Gelehrt wird das Embedding eines vortrainierten Netzes, kein Klassifikator.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Auto takes a graphics card where there is one.</source>
   <translation>„auto“ nimmt eine Grafikkarte, wo es eine gibt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/beats-frozen.toml" />
   <source>BEATs as it is (SSL*), a linear classifier on its embeddings; needs its weights.</source>
   <translation>BEATs, wie es ist (SSL*), mit einem linearen Klassifikator auf seinen Embeddings; braucht seine Gewichte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/beats.py" />
   <source>BEATs cannot be built: it would have too many weights.</source>
   <translation>BEATs lässt sich nicht bauen: Es hätte zu viele Gewichte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/beats.py" />
   <source>BEATs cannot be built: its {1} is {2}.</source>
   <translation>BEATs lässt sich nicht bauen: {1} ist {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/beats.py" />
   <source>BEATs cannot be built: {1} out of range.</source>
   <translation>BEATs lässt sich nicht bauen: {1} außerhalb der Grenzen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/contrastasc-teacher.toml" />
   <source>BEATs fine-tuned so that like scenes move together, in two steps; needs its weights.</source>
   <translation>BEATs, in zwei Schritten so feinabgestimmt, dass gleiche Szenen zusammenrücken; braucht seine Gewichte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/beats.py" />
   <source>BEATs needs {1} frames, got {2}</source>
   <translation>BEATs braucht {1} Frames, bekam {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Bake in the project that it was trained in, or give the recipes.</source>
   <translation>Backen Sie in dem Projekt ein, in dem es trainiert wurde, oder geben Sie die Rezepte an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Bake in the project that the bundle was trained in: it replays the old scenes.</source>
   <translation>Backen Sie in dem Projekt ein, in dem das Bundle trainiert wurde: Es wiederholt die alten Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Batch</source>
   <translation>Batch</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Batch of the head</source>
   <translation>Batch des Kopfes</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Batches for ranges</source>
   <translation>Batches für Wertebereiche</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/growing_wav.py" />
   <source>Begin another file.</source>
   <translation>Beginnen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/contrastasc-student.toml" />
   <source>CP-Mobile taught by a contrastive teacher: its logits, and its embedding by CRD.</source>
   <translation>CP-Mobile, von einem kontrastiven Lehrer unterrichtet: mit seinen Logits und, über CRD, seinem Embedding.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/cp-mobile-kd.toml" />
   <source>CP-Mobile taught by the averaged logits of three CP-ResNet and three PaSST.</source>
   <translation>CP-Mobile, von den gemittelten Logits dreier CP-ResNet und dreier PaSST unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/cp-resnet.toml" />
   <source>CP-ResNet of full size (4 million parameters) from random weights.</source>
   <translation>CP-ResNet in voller Größe (4 Millionen Parameter) ab zufälligen Gewichten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/cp-resnet-128k.toml" />
   <source>CP-ResNet-128K from random weights, as published: a teacher of CP-JKU 2023.</source>
   <translation>CP-ResNet-128K ab zufälligen Gewichten, wie veröffentlicht: ein Lehrer von CP-JKU 2023.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/finetune-default.toml" />
   <source>CP-ResNet-128K from random weights: no download, slower.</source>
   <translation>CP-ResNet-128K ab zufälligen Gewichten: kein Download, langsamer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD</source>
   <translation>CRD</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>CRD has to know which clip it hears, so it cannot be used with mixup.</source>
   <translation>CRD muss wissen, welchen Clip es hört, und verträgt sich darum nicht mit Mixup.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD momentum</source>
   <translation>CRD-Momentum</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD negatives</source>
   <translation>CRD-Negative</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD negatives of</source>
   <translation>CRD-Negative aus</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD positive</source>
   <translation>CRD-Positive</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD projection</source>
   <translation>CRD-Projektion</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD size</source>
   <translation>CRD-Größe</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>CRD temperature</source>
   <translation>CRD-Temperatur</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Cached: heard once, quick. Live: heard anew in every epoch, with the sound varied.</source>
   <translation>„cached“: einmal gehört, schnell. „live“: in jeder Epoche neu gehört, mit variiertem Klang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>Cannot make a project in "{1}": {2}.</source>
   <translation>In „{1}“ lässt sich kein Projekt anlegen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <source>Cannot make a run in "{1}": {2}.</source>
   <translation>In „{1}“ lässt sich kein Lauf anlegen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/demo_project.py" />
   <source>Cannot make the demo project in "{1}": {2}.</source>
   <translation>In „{1}“ lässt sich das Demoprojekt nicht anlegen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <location filename="../../../ml_core/datasets/sources.py" />
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>Cannot read "{1}": {2}.</source>
   <translation>„{1}“ ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Check its permissions.</source>
   <translation>Prüfen Sie seine Zugriffsrechte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Check the name.</source>
   <translation>Prüfen Sie den Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <location filename="../../../ml_core/datasets/sources.py" />
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>Check the path and its permissions.</source>
   <translation>Prüfen Sie den Pfad und seine Zugriffsrechte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Check the path.</source>
   <translation>Prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>Choose 0, for example.</source>
   <translation>Wählen Sie zum Beispiel 0.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Choose 0.1.</source>
   <translation>Wählen Sie 0.1.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>Choose 0.25, for example.</source>
   <translation>Wählen Sie zum Beispiel 0.25.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/demo_project.py" />
   <source>Choose a folder you may write to, with 50 MB left.</source>
   <translation>Wählen Sie einen beschreibbaren Ordner, in dem noch 50 MB frei sind.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/segments.py" />
   <source>Choose a lower frequency below that.</source>
   <translation>Wählen Sie eine tiefere Frequenz darunter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/demo_project.py" />
   <source>Choose a new folder for the demo project.</source>
   <translation>Wählen Sie einen neuen Ordner für das Demoprojekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/sweeping.py" />
   <source>Choose a smaller --at-once: what one round finds out is for the next.</source>
   <translation>Wählen Sie ein kleineres --at-once: Was eine Runde herausfindet, nützt der nächsten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/passt.py" />
   <source>Choose a smaller number, or longer windows.</source>
   <translation>Wählen Sie eine kleinere Zahl oder längere Fenster.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Choose a smaller student.</source>
   <translation>Wählen Sie einen kleineren Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <location filename="../../../ml_core/planning/scenes.py" />
   <source>Choose among the scenes of the project, or label clips of these.</source>
   <translation>Wählen Sie unter den Szenen des Projekts, oder labeln Sie Clips dieser Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>Choose an empty folder, or remove those shards.</source>
   <translation>Wählen Sie einen leeren Ordner oder entfernen Sie diese Shards.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>Choose an empty folder, or remove what is in it.</source>
   <translation>Wählen Sie einen leeren Ordner oder entfernen Sie, was darin ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>Choose an empty folder.</source>
   <translation>Wählen Sie einen leeren Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Choose another folder, or make one here.</source>
   <translation>Wählen Sie einen anderen Ordner, oder legen Sie hier einen an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/folder.py" />
   <location filename="../../../ml_core/project/project.py" />
   <location filename="../../../ml_core/runs/folder.py" />
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>Choose another model, or leave that scene out.</source>
   <translation>Wählen Sie ein anderes Modell, oder lassen Sie diese Szene aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>Choose another name.</source>
   <translation>Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Choose another place, or make room and allow writing there.</source>
   <translation>Wählen Sie einen anderen Speicherort, oder schaffen Sie dort Platz und Schreibrechte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/growing_wav.py" />
   <source>Choose another place.</source>
   <translation>Wählen Sie einen anderen Speicherort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>Choose from {1}, or install its package.</source>
   <translation>Wählen Sie aus {1}, oder installieren Sie sein Paket.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/heads.py" />
   <location filename="../../../ml_core/recipes/systems.py" />
   <location filename="../../../ml_core/stages/prepare.py" />
   <location filename="../../../ml_core/worker.py" />
   <source>Choose from {1}.</source>
   <translation>Wählen Sie aus {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>Choose from {1}. If a newer ASC Studio wrote it, update this one.</source>
   <translation>Wählen Sie aus {1}. Stammt es von einem neueren ASC Studio, aktualisieren Sie dieses.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Choose it again.</source>
   <translation>Wählen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Choose one in their place: --{1} RECIPE.</source>
   <translation>Wählen Sie stattdessen eines: --{1} REZEPT.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/tf_sepnet.py" />
   <source>Choose resnorm, adaresnorm or none.</source>
   <translation>Wählen Sie resnorm, adaresnorm oder none.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/ds_flexinet.py" />
   <source>Choose rn, batchnorm or resnorm.</source>
   <translation>Wählen Sie rn, batchnorm oder resnorm.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <location filename="../../../ml_core/shards/writing.py" />
   <source>Choose some.</source>
   <translation>Wählen Sie einige.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/roots.py" />
   <source>Choose the folder that holds "{1}".</source>
   <translation>Wählen Sie den Ordner, der „{1}“ enthält.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/loading.py" />
   <source>Choose the network that the file was made for.</source>
   <translation>Wählen Sie das Netz, für das die Datei gemacht ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/relocation.py" />
   <source>Choose where the audio is now.</source>
   <translation>Wählen Sie, wo das Audio jetzt liegt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Chosen, not published</source>
   <translation>Selbst gewählt, nicht veröffentlicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>Cities, sessions and times are not in this format.</source>
   <translation>Städte, Sitzungen und Zeiten gibt es in diesem Format nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Classifier hears</source>
   <translation>Klassifikator hört</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Clips in memory</source>
   <translation>Clips im Speicher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Clips of these devices only, with commas; empty: all.</source>
   <translation>Nur Clips dieser Geräte, mit Kommas; leer: alle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Clips without a scene</source>
   <translation>Clips ohne Szene</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Close it or allow it there, or choose another input.</source>
   <translation>Schließen Sie es, erlauben Sie es dort, oder wählen Sie einen anderen Eingang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Close other programs. {1}</source>
   <translation>Schließen Sie andere Programme. {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>Close what has files of it open.</source>
   <translation>Schließen Sie, was Dateien daraus geöffnet hat.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Columns dropped</source>
   <translation>Ausgelassene Spalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/spec.py" />
   <source>Compare it with the front ends of the built-in recipes.</source>
   <translation>Vergleichen Sie es mit den Frontends der mitgelieferten Rezepte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/similar.py" />
   <source>Compute the embeddings first; a recording that cannot be read has none.</source>
   <translation>Berechnen Sie zuerst die Embeddings; eine unlesbare Aufnahme hat keine.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/ray_door.py" />
   <source>Computing on a Ray cluster</source>
   <translation>Rechnen auf einem Ray-Cluster</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>Connect its disk, or say where it is now: --also FOLDER.</source>
   <translation>Verbinden Sie das Laufwerk oder sagen Sie, wo es jetzt ist: --also ORDNER.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Contrast</source>
   <translation>Kontrast</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>Copy it again from where it was made.</source>
   <translation>Kopieren Sie die Datei noch einmal von dort, wo sie erstellt wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>Copy or download it again.</source>
   <translation>Kopieren Sie die Datei erneut, oder laden Sie sie noch einmal herunter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Copy the project to a folder you may write to, and open that.</source>
   <translation>Kopieren Sie das Projekt in einen beschreibbaren Ordner, und öffnen Sie es dort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/dcase25-device.toml" />
   <source>DCASE 2025's second stage: a copy of a general student for each device of the training split.</source>
   <translation>Die zweite Stufe von DCASE 2025: für jedes Gerät des Trainingsteils eine Kopie eines allgemeinen Schülers.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>DS-FlexiNet (arXiv 2412.20722); averaging: EASY (arXiv 2408.14862), section 2</source>
   <translation>DS-FlexiNet (arXiv 2412.20722); Mittelung: EASY (arXiv 2408.14862), Abschnitt 2</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/ds_flexinet.py" />
   <source>DS-FlexiNet has no normalisation "{1}".</source>
   <translation>DS-FlexiNet kennt keine Normalisierung „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/flexinet-sm1.toml" />
   <source>DS-FlexiNet sm1 taught by twelve fused teachers.</source>
   <translation>DS-FlexiNet sm1, von zwölf fusionierten Lehrern unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/flexinet-sm2.toml" />
   <source>DS-FlexiNet sm2 taught by twelve fused teachers.</source>
   <translation>DS-FlexiNet sm2, von zwölf fusionierten Lehrern unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/flexinet-sm3.toml" />
   <source>DS-FlexiNet sm3 taught by twelve fused teachers.</source>
   <translation>DS-FlexiNet sm3, von zwölf fusionierten Lehrern unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/flexinet-sm4.toml" />
   <source>DS-FlexiNet sm4 taught by twelve fused teachers.</source>
   <translation>DS-FlexiNet sm4, von zwölf fusionierten Lehrern unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Decoded clips are kept up to here, else read from disk.</source>
   <translation>Dekodierte Clips werden bis hierher behalten, sonst vom Datenträger gelesen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/teacher.py" />
   <source>Delete it: it is computed again when it is needed.</source>
   <translation>Löschen Sie es: Es wird bei Bedarf neu berechnet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>Deployable: the exported file decides like the trained network on {1} of {2} windows.</source>
   <translation>Einsetzbar: Die exportierte Datei entscheidet auf {1} von {2} Fenstern wie das trainierte Netz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Device colours</source>
   <translation>Gerätefarben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Device colours are switched on to make up for it.</source>
   <translation>Zum Ausgleich sind die Gerätefarben eingeschaltet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Device or resource busy</source>
   <translation>Gerät ist belegt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Device responses are synthesised ones of our own (--responses FOLDER for others).</source>
   <translation>Die Gerätefrequenzgänge sind von uns synthetisiert (andere: --responses ORDNER).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Device {1} has {2}</source>
   <translation>Gerät {1} hat {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/audacity.py" />
   <source>Devices, places, channels and other facts are not in this format.</source>
   <translation>Geräte, Orte, Kanäle und andere Angaben gibt es in diesem Format nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Directory not empty</source>
   <translation>Ordner ist nicht leer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <source>Discard it, or put its files back as they were.</source>
   <translation>Verwerfen Sie ihn, oder stellen Sie seine Dateien wieder her.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Disk quota exceeded</source>
   <translation>Speicherkontingent überschritten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Disk {1} of {2}, memory {3} of {4}</source>
   <translation>Datenträger {1} von {2}, Arbeitsspeicher {3} von {4}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Divide the clips into training and test.</source>
   <translation>Teilen Sie die Clips in Training und Test auf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/safekeeping.py" />
   <source>Do it again.</source>
   <translation>Machen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Downloading {1}</source>
   <translation>{1} wird geladen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Each of these gets a copy of the student, with commas; empty: every device of the training clips.</source>
   <translation>Jedes davon bekommt eine Kopie des Schülers, mit Kommas; leer: jedes Gerät der Trainingsclips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Each recording needs a line of its own.</source>
   <translation>Jede Aufnahme braucht eine eigene Zeile.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/kept.py" />
   <source>Epoch {1} is kept; it goes on from there.</source>
   <translation>Epoche {1} bleibt erhalten; dort geht es weiter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Epoch {1}: new best, checkpoint kept</source>
   <translation>Epoche {1}: neues Bestes</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Epochs in which the rate rises to its peak.</source>
   <translation>Epochen, in denen die Rate auf ihren Höchstwert steigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Epochs of the head</source>
   <translation>Epochen des Kopfes</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Epochs times {1}.</source>
   <translation>Epochen mal {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Epochs with still ranges</source>
   <translation>Epochen mit festen Bereichen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Equal for teachers that will be fused; -1 follows the seed.</source>
   <translation>Gleich für Lehrer, die fusioniert werden; -1 folgt dem Seed.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Evenness of colours</source>
   <translation>Gleichmäßigkeit der Farben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Evenness of mixing</source>
   <translation>Gleichmäßigkeit der Mischung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Every device of the test is in training</source>
   <translation>Jedes Gerät des Tests ist im Training</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Every recording has a source.</source>
   <translation>Jede Aufnahme hat eine Quelle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Every scene was recorded fewer than {1} times, so nothing can be spared. There will be no accuracy while it learns, and the last epoch is taken.</source>
   <translation>Jede Szene wurde seltener als {1}-mal aufgenommen, darum lässt sich nichts entbehren. Beim Lernen gibt es keine Genauigkeit zu sehen, und die letzte Epoche zählt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Everything before is saved. Make room, then try again.</source>
   <translation>Alles Vorherige ist gespeichert. Schaffen Sie Platz, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Everything before is saved. Try again.</source>
   <translation>Alles Vorherige ist gespeichert. Versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/growing_wav.py" />
   <source>Everything up to now is saved.</source>
   <translation>Alles bis hierher ist gespeichert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>Exclude the clip instead.</source>
   <translation>Schließen Sie stattdessen den Clip aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Exclude {1}</source>
   <translation>{1} ausschließen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Export it again as 16-bit WAV, or leave it out.</source>
   <translation>Exportieren Sie sie erneut als 16-Bit-WAV, oder lassen Sie sie aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/json_files.py" />
   <source>Export it again.</source>
   <translation>Exportieren Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>Export the project as JSON or JSON-MIN.</source>
   <translation>Exportieren Sie das Projekt als JSON oder JSON-MIN.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Exported it would not keep the limits of the DCASE challenge.</source>
   <translation>Exportiert hielte es die Grenzen der DCASE-Challenge nicht ein.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Fall until</source>
   <translation>Fällt bis</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Faster or slower by up to this much, pitch and all.</source>
   <translation>Um höchstens so viel schneller oder langsamer, samt Tonhöhe.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>Few-shot episodes need at least two scenes, each with clips from two sources.</source>
   <translation>Few-Shot-Episoden brauchen mindestens zwei Szenen mit Clips aus je zwei Quellen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>File exists</source>
   <translation>Datei gibt es schon</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>File name too long</source>
   <translation>Dateiname zu lang</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>File too large</source>
   <translation>Datei ist zu groß</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/cache_teacher.py" />
   <source>Fine-tune a teacher on the scenes of this project.</source>
   <translation>Stimmen Sie einen Lehrer auf die Szenen dieses Projekts fein ab.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Fine-tuning a teacher</source>
   <translation>Ein Lehrer wird feinabgestimmt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>First restart</source>
   <translation>Erster Neustart</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Fitting a student to devices</source>
   <translation>Ein Schüler wird an Geräte angepasst</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>Flag {1} for review</source>
   <translation>{1} zum Prüfen vormerken</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Folder of responses</source>
   <translation>Ordner der Impulsantworten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>For older x86 processors without VNNI, which overflow otherwise.</source>
   <translation>Für ältere x86-Prozessoren ohne VNNI, die sonst überlaufen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>Frequency ranges are not in this format (clips: {1}).</source>
   <translation>Frequenzbereiche gibt es in diesem Format nicht (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Front end</source>
   <translation>Frontend</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Frozen embeddings</source>
   <translation>Eingefrorene Embeddings</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>Fuse again.</source>
   <translation>Fusionieren Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>Fuse its runs again.</source>
   <translation>Fusionieren Sie seine Läufe erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>Fuse runs that were trained on the same scenes.</source>
   <translation>Fusionieren Sie Läufe, die auf denselben Szenen trainiert wurden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Fusing teachers</source>
   <translation>Lehrer werden fusioniert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Gain</source>
   <translation>Verstärkung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Get {1} ({2} MB) and choose it; nothing is fetched for you.</source>
   <translation>Besorgen Sie {1} ({2} MB) und wählen Sie es; für Sie wird nichts geholt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Give --weights {1}=PATH: {2}, {3} MB, {4}, published at {5}.</source>
   <translation>Geben Sie --weights {1}=PFAD an: {2}, {3} MB, {4}, veröffentlicht unter {5}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>Give every scene a name.</source>
   <translation>Geben Sie jeder Szene einen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Give it a name.</source>
   <translation>Geben Sie ihm einen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Give it a scene first.</source>
   <translation>Geben Sie ihm zuerst eine Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>Give it one.</source>
   <translation>Geben Sie ihm einen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/finetune_teacher.py" />
   <source>Give it weights, or set trainable to all.</source>
   <translation>Geben Sie ihm Gewichte, oder setzen Sie trainable auf all.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>Give the clips their devices, or use the general student as it is.</source>
   <translation>Geben Sie den Clips ihre Geräte, oder verwenden Sie den allgemeinen Schüler, wie er ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>Give the path of a TOML file or one of: {1}.</source>
   <translation>Geben Sie den Pfad einer TOML-Datei an oder eines von: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Goes on after epoch {1}</source>
   <translation>Geht nach Epoche {1} weiter</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Head</source>
   <translation>Kopf</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>Hear the corpus into a new folder.</source>
   <translation>Hören Sie das Korpus erneut, in einen neuen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Hear {1} of {2}</source>
   <translation>{1} von {2} hören</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Hints</source>
   <translation>Hinweise</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Hold until</source>
   <translation>Hält bis</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Host is down</source>
   <translation>Rechner ist nicht erreichbar</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How long the optimizer remembers how large gradients were.</source>
   <translation>Wie lange der Optimierer sich merkt, wie groß die Gradienten waren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How much is heard before ranges are set.</source>
   <translation>Wie viel gehört wird, bevor die Wertebereiche festliegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/more_data.py" />
   <source>How much more data would help needs training clips of at least two scenes, and clips of them to measure on.</source>
   <translation>Die Frage nach mehr Daten braucht Trainingsclips von mindestens zwei Szenen und Clips davon zum Messen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How often a window is heard through another device. Helps with devices never heard.</source>
   <translation>Wie oft ein Fenster durch ein anderes Gerät gehört wird. Hilft bei nie gehörten Geräten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How often the colour of one clip is given to another. Helps with devices never heard.</source>
   <translation>Wie oft ein Clip die Farbe eines anderen bekommt. Hilft bei nie gehörten Geräten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How often two windows are mixed. Helps with few clips.</source>
   <translation>Wie oft zwei Fenster gemischt werden. Hilft bei wenigen Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How scenes are read off the embedding. Cosine heads can be taught new scenes later.</source>
   <translation>Wie Szenen aus dem Embedding gelesen werden. Mit Kosinusköpfen lassen sich später neue Szenen anlernen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How slowly its memory changes.</source>
   <translation>Wie langsam sich sein Gedächtnis ändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How sound becomes a picture of loudness over time and pitch. Another one means another cost.</source>
   <translation>Wie aus Klang ein Bild der Lautheit über Zeit und Tonhöhe wird. Ein anderes hat andere Kosten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How steps are made from gradients.</source>
   <translation>Wie aus Gradienten Schritte werden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>How the learning rate falls.</source>
   <translation>Wie die Lernrate fällt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Hz</source>
   <translation>Hz</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>If that is not wanted, choose the input in the settings of the system.</source>
   <translation>Wenn Sie das nicht möchten, wählen Sie den Eingang in den Einstellungen des Systems.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Import "Recording of {1}"</source>
   <translation>Aufnahme von „{1}“ hereinholen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Import "Teaching of {1}"</source>
   <translation>Aufnahmen zu „{1}“ hereinholen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/merging.py" />
   <source>Import "{1}"</source>
   <translation>„{1}“ importieren</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>Import a table that says it, or divide by source. Nothing was changed.</source>
   <translation>Importieren Sie eine Tabelle, die es angibt, oder teilen Sie nach Quelle auf. Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Import it with: --as csv</source>
   <translation>Importieren Sie es mit: --as csv</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Import its recordings and label them {1}; baking learns from sound.</source>
   <translation>Importieren Sie seine Aufnahmen und labeln Sie sie als {1}; das Einbacken lernt aus Klang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>Import recordings from other places, or leave it out with --scenes.</source>
   <translation>Importieren Sie Aufnahmen von anderen Orten, oder lassen Sie sie mit --scenes aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>Import recordings from other places, or split by something else.</source>
   <translation>Importieren Sie Aufnahmen von anderen Orten, oder teilen Sie nach etwas anderem auf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>Import some first.</source>
   <translation>Importieren Sie zuerst einige.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sharded.py" />
   <source>Import them one drive after the other: --audio FOLDER.</source>
   <translation>Importieren Sie ein Laufwerk nach dem anderen: --audio ORDNER.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Input/output error</source>
   <translation>Ein-/Ausgabefehler</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Install it (Debian, Ubuntu: apt install libportaudio2), then start again.</source>
   <translation>Installieren Sie es (Debian, Ubuntu: apt install libportaudio2), und starten Sie neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>Install libportaudio2 and open the studio again.</source>
   <translation>Installieren Sie libportaudio2, und öffnen Sie das Studio erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>Install the newer version, or make the shards again.</source>
   <translation>Installieren Sie die neuere Version oder machen Sie die Shards neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Installing {1}</source>
   <translation>{1} wird installiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Invalid argument</source>
   <translation>ungültiges Argument</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Is a directory</source>
   <translation>ist ein Ordner</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Is the disk still there, and may you write to it?</source>
   <translation>Ist der Datenträger noch da, und dürfen Sie darauf schreiben?</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>Is there a connection? Then try again.</source>
   <translation>Besteht eine Verbindung? Dann versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It booms</source>
   <translation>Es dröhnt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It clips</source>
   <translation>Es übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It colours the sound</source>
   <translation>Es färbt den Klang</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It crashed: {1}.</source>
   <translation>Er stürzte ab: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/far_side.py" />
   <source>It ended with status {1}.</source>
   <translation>Er endete mit Status {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It ended without a word, probably because the disk was full.</source>
   <translation>Er endete ohne Meldung, vermutlich weil der Datenträger voll war.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>It goes into the trash when it has stopped.</source>
   <translation>Er kommt in den Papierkorb, sobald er angehalten hat.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/facts.py" />
   <source>It has format {1}, this one reads up to {2}: update it. Nothing was changed.</source>
   <translation>Er hat Format {1}, dieses liest bis {2}: Aktualisieren Sie es. Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>It has version {1}, this one reads up to {2}: update it. Nothing was changed.</source>
   <translation>Es hat Version {1}, dieses liest bis {2}: Aktualisieren Sie es. Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It is dull</source>
   <translation>Es ist dumpf</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It is sharp</source>
   <translation>Es ist scharf</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It is thin</source>
   <translation>Es ist dünn</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>It is {1}</source>
   <translation>Es ist {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/trials.py" />
   <source>It left no word.</source>
   <translation>Er hinterließ keine Meldung.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>It may be {1}.</source>
   <translation>Erlaubt ist {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>It needs about {1} of memory</source>
   <translation>Es braucht etwa {1} Arbeitsspeicher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>It passes on what it knows of them: the result would look better than it is. Train it again on this split.</source>
   <translation>Er gibt weiter, was er davon weiß: Das Ergebnis sähe besser aus, als es ist. Trainieren Sie ihn auf dieser Aufteilung neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>It should hold WAV, FLAC, OGG or MP3 files, in one folder per scene.</source>
   <translation>Er sollte WAV-, FLAC-, OGG- oder MP3-Dateien enthalten, in einem Ordner je Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/stream_score.py" />
   <source>It takes labelled clips of two scenes that the bundle knows, of {1} s each.</source>
   <translation>Es braucht gelabelte Clips zweier Szenen, die das Bundle kennt, von je {1} s.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>It takes {1}, {2} are free. Make room.</source>
   <translation>Es belegt {1}, frei sind {2}. Schaffen Sie Platz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It waits for "{1}", which is not there any more.</source>
   <translation>Er wartet auf „{1}“, den es nicht mehr gibt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It waits for "{1}", which {2}.</source>
   <translation>Er wartet auf „{1}“: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/running.py" />
   <source>It was behind other trials.</source>
   <translation>Er lag hinter anderen Versuchen zurück.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It was ended for want of memory{1}.</source>
   <translation>Er wurde wegen Speichermangels beendet{1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It was ended from outside, by a person or another program.</source>
   <translation>Er wurde von außen beendet, von einem Menschen oder einem anderen Programm.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>It was given as {1}.</source>
   <translation>Angegeben war {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>It was given for --responses.</source>
   <translation>Es war für --responses angegeben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/fan_out.py" />
   <location filename="../../../ml_core/cluster/ray_door.py" />
   <source>It was lost {1} times.</source>
   <translation>Er ging {1}-mal verloren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>It was made but never started.</source>
   <translation>Er wurde angelegt, aber nie gestartet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <location filename="../../../ml_core/bundle/store.py" />
   <source>It was not opened.</source>
   <translation>Es wurde nicht geöffnet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>It was not opened. Copy or download it again.</source>
   <translation>Es wurde nicht geöffnet. Kopieren Sie die Datei erneut, oder laden Sie sie noch einmal herunter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/microphone/likeness.py" />
   <source>It was with {1}.</source>
   <translation>Es war mit {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>It will weigh less than the others.</source>
   <translation>Sie wird weniger wiegen als die anderen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>Its clips</source>
   <translation>Seine Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>Its clips start at</source>
   <translation>Seine Clips beginnen bei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <source>Its entry point names a Network of ml_core.models.registry.</source>
   <translation>Sein Entry Point nennt ein Network aus ml_core.models.registry.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>Its first line must name the columns {1} and {2}.</source>
   <translation>Die erste Zeile muss die Spalten {1} und {2} nennen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/tables.py" />
   <source>Its first line must name the columns, such as: filename, scene_label.</source>
   <translation>Die erste Zeile muss die Spalten nennen, etwa: filename, scene_label.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <location filename="../../../ml_core/runs/folder.py" />
   <source>Its folder is damaged.</source>
   <translation>Sein Ordner ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Its log says more.</source>
   <translation>Sein Protokoll sagt mehr.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/passes.py" />
   <source>Its weights are damaged: put back a copy of the run, or train again.</source>
   <translation>Seine Gewichte sind beschädigt: Setzen Sie eine Kopie des Laufs ein, oder trainieren Sie neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Kept for validation</source>
   <translation>Zur Validierung zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Known are: {1}.</source>
   <translation>Bekannt sind: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Label a few clips first</source>
   <translation>Labeln Sie zuerst einige Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>Label clips of more scenes, or import recordings from other places.</source>
   <translation>Labeln Sie Clips weiterer Szenen, oder importieren Sie Aufnahmen von anderen Orten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Label {1} as {2}</source>
   <translation>{1} als {2} labeln</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Last epochs in which ranges and statistics do not move.</source>
   <translation>Letzte Epochen, in denen sich Bereiche und Statistiken nicht bewegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Layers kept in float</source>
   <translation>Schichten, die Float bleiben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sharded.py" />
   <source>Leave out --audio.</source>
   <translation>Lassen Sie --audio weg.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Leave out --compute; a teacher and a student can be trained by several.</source>
   <translation>Lassen Sie --compute weg; einen Lehrer und einen Schüler können mehrere trainieren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>Left out: {1} clips {2}.</source>
   <translation>Ausgelassen: {1} Clips {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Left out: {1}.</source>
   <translation>Ausgelassen: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Length of responses</source>
   <translation>Länge der Impulsantworten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Lengthen {1}</source>
   <translation>{1} verlängern</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Let it go on: kill -CONT {1}.</source>
   <translation>Lassen Sie ihn weiterlaufen: kill -CONT {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Levels in mixing</source>
   <translation>Pegel beim Mischen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>Line breaks in notes become spaces (clips: {1}).</source>
   <translation>Zeilenumbrüche in Notizen werden zu Leerzeichen (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Linear is the original's.</source>
   <translation>„linear“ ist das Original.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Linear schedule: the rate has fallen by here; 0 is the end.</source>
   <translation>Linearer Verlauf: Hier ist die Rate gefallen; 0 ist das Ende.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Linear schedule: the rate stays at its peak until here.</source>
   <translation>Linearer Verlauf: Bis hierher bleibt die Rate auf ihrem Höchstwert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <source>Listen for some seconds first.</source>
   <translation>Hören Sie zuerst einige Sekunden zu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Listening again, {1} s were missed.</source>
   <translation>Hört wieder zu, {1} s wurden verpasst.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Listening again.</source>
   <translation>Hört wieder zu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>Listening broke off.</source>
   <translation>Das Zuhören brach ab.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Listening goes on by itself as soon as it does. Or choose another input.</source>
   <translation>Das Zuhören geht dann von selbst weiter. Oder wählen Sie einen anderen Eingang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Listening to "{1}".</source>
   <translation>Hört über „{1}“ zu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <source>Live corrections</source>
   <translation>Berichtigungen aus „Live“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>Locate the audio in "{1}"</source>
   <translation>Audio in „{1}“ zuordnen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/relocation.py" />
   <source>Locate {1} in "{2}"</source>
   <translation>{1} in „{2}“ zuordnen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Longer ones are cut; 0: whole.</source>
   <translation>Längere werden gekürzt; 0: ganz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Look at its log. Pause it and resume it if it does not come back.</source>
   <translation>Sehen Sie in sein Protokoll. Pausieren Sie ihn und setzen Sie ihn fort, falls er nicht wiederkommt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Look at its path.</source>
   <translation>Sehen Sie sich den Pfad an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Loss of your own</source>
   <translation>Eigener Verlust</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Louder or softer by up to this much.</source>
   <translation>Um höchstens so viel lauter oder leiser.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Lower looks more at the closest clips.</source>
   <translation>Ein niedriger Wert achtet mehr auf die ähnlichsten Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Lower looks more at the closest pairs.</source>
   <translation>Ein niedriger Wert achtet mehr auf die ähnlichsten Paare.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>MB</source>
   <translation>MB</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Make room, then resume it.</source>
   <translation>Schaffen Sie Platz, und setzen Sie ihn dann fort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/causes.py" />
   <source>Make room, then resume the run.</source>
   <translation>Schaffen Sie Platz, und setzen Sie den Lauf dann fort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Making a student int8</source>
   <translation>Ein Schüler wird in int8 umgewandelt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Mark {1} clips</source>
   <translation>{1} Clips markieren</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Mark {1} s as {2}</source>
   <translation>{1} s als {2} markieren</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Masked bands</source>
   <translation>Maskierte Bänder</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Masked frames</source>
   <translation>Maskierte Frames</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Mean divides by the number of scenes as well.</source>
   <translation>„mean“ teilt auch durch die Zahl der Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/clips_file.py" />
   <source>Measure again.</source>
   <translation>Messen Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/compare.py" />
   <source>Measure both on the same split, and compare models of the same scenes.</source>
   <translation>Messen Sie beide auf demselben Teil, und vergleichen Sie Modelle derselben Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/compare.py" />
   <source>Measure on a split that none of them has learnt from, or train it again.</source>
   <translation>Messen Sie auf einem Teil, aus dem keines gelernt hat, oder trainieren Sie es neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/encoder.py" />
   <source>Measuring the float network of a run</source>
   <translation>Das Float-Netz eines Laufs wird gemessen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Memory of gradients</source>
   <translation>Gedächtnis der Gradienten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>Mend {1}, which its entry point in {2} names.</source>
   <translation>Berichtigen Sie {1}, das sein Entry Point in {2} nennt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Microphone "{1}"</source>
   <translation>Mikrofon „{1}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Mixing</source>
   <translation>Mischen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Mixing of</source>
   <translation>Mischen von</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Most windows in memory at once; the result is the same. 0: the whole batch.</source>
   <translation>Höchstzahl der Fenster im Speicher; das Ergebnis ist dasselbe. 0: der ganze Batch.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Move edge of {1}</source>
   <translation>Kante von {1} verschieben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>Move it away first.</source>
   <translation>Räumen Sie ihn zuerst weg.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Moves by up to half of this, a draw per batch.</source>
   <translation>Verschiebt um bis zur Hälfte davon, je Batch neu gezogen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Mute some places, or choose a smaller student: --distil RECIPE.</source>
   <translation>Schalten Sie einige Orte stumm, oder wählen Sie einen kleineren Schüler: --distil REZEPT.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/export_bundle.py" />
   <source>Name a file: {1}</source>
   <translation>Nennen Sie eine Datei: {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/sounds.py" />
   <source>Name a folder of recordings, a project, or a folder of shards.</source>
   <translation>Nennen Sie einen Ordner mit Aufnahmen, ein Projekt oder einen Ordner mit Shards.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>Name a folder with recordings, or a project that has clips.</source>
   <translation>Nennen Sie einen Ordner mit Aufnahmen oder ein Projekt mit Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/staging.py" />
   <source>Name a new folder for {1}.</source>
   <translation>Nennen Sie einen neuen Ordner für {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>Name it once.</source>
   <translation>Nennen Sie es einmal.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/measured.py" />
   <source>Name it: --project PROJECT.</source>
   <translation>Nennen Sie es: --project PROJEKT.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Name of an installed loss; empty: what is described here.</source>
   <translation>Name eines installierten Verlusts; leer: was hier beschrieben ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>Name one:</source>
   <translation>Nennen Sie einen:</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>Name the runs it was made of.</source>
   <translation>Nennen Sie die Läufe, aus denen es entstand.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Name the table itself.</source>
   <translation>Nennen Sie die Tabelle selbst.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/beside.py" />
   <source>Name what to lay it beside: --against RUN.</source>
   <translation>Nennen Sie, womit es verglichen wird: --against LAUF.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Names of layers that are not rounded, with commas. They cost four times the bytes.</source>
   <translation>Namen von Schichten, die nicht gerundet werden, mit Kommas. Sie kosten das Vierfache an Bytes.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Nearest is {1}, {2} dB away per band.</source>
   <translation>Am nächsten ist {1}, je Band {2} dB entfernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/compute.py" />
   <source>Neither torchrun nor srun has started this command.</source>
   <translation>Weder torchrun noch srun hat diesen Befehl gestartet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/ray_door.py" />
   <source>No Ray cluster answers at {1}.</source>
   <translation>Unter {1} antwortet kein Ray-Cluster.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/ray_door.py" />
   <source>No Ray cluster answers on this computer.</source>
   <translation>Auf diesem Computer antwortet kein Ray-Cluster.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No city is on both sides</source>
   <translation>Keine Stadt liegt auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>No clip can be kept back for validation</source>
   <translation>Kein Clip lässt sich für die Validierung zurückhalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>No clip has a column "{1}".</source>
   <translation>Kein Clip hat eine Spalte „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fewshot.py" />
   <source>No clip has the scene "{1}".</source>
   <translation>Kein Clip hat die Szene „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>No clip has {1} "{2}".</source>
   <translation>Kein Clip hat „{2}“ als {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>No clip is in the training split</source>
   <translation>Kein Clip ist im Trainingsteil</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>No clip of the project is "{1}"{2}.</source>
   <translation>Kein Clip des Projekts ist „{1}“{2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/evaluate.py" />
   <location filename="../../../ml_core/stages/sensitivity.py" />
   <source>No clip of the split "{1}" has a scene this network knows.</source>
   <translation>Kein Clip des Teils „{1}“ hat eine Szene, die dieses Netz kennt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>No clip of the split "{1}" was recorded by "{2}".</source>
   <translation>Kein Clip des Teils „{1}“ wurde mit „{2}“ aufgenommen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>No clip of the training split says by which device it was recorded.</source>
   <translation>Kein Clip des Trainingsteils sagt, mit welchem Gerät er aufgenommen wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>No clip was chosen, so nothing was written.</source>
   <translation>Es war kein Clip gewählt, darum wurde nichts geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>No clip was chosen, so there is nothing to write.</source>
   <translation>Es wurde kein Clip ausgewählt, also gibt es nichts zu schreiben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>No device impulse responses were used</source>
   <translation>Es wurden keine Geräte-Impulsantworten verwendet</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/kept.py" />
   <source>No epoch had ended, so nothing is lost but its time.</source>
   <translation>Keine Epoche war zu Ende; außer ihrer Zeit ist nichts verloren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>No file in "{1}" holds labels of this kind.</source>
   <translation>Keine Datei in „{1}“ enthält Labels dieser Art.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>No front end is named "{1}".</source>
   <translation>Kein Frontend heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/heads.py" />
   <source>No head is named "{1}".</source>
   <translation>Kein Kopf heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>No installed package offers "{1}" in {2}.</source>
   <translation>Kein installiertes Paket bietet „{1}“ in {2} an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>No labelled clip is in the split "{1}".</source>
   <translation>Kein gelabelter Clip ist im Teil „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/quantizer.py" />
   <source>No layer that could be rounded is named "{1}".</source>
   <translation>Keine Schicht, die sich runden ließe, heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No location is on both sides</source>
   <translation>Kein Ort liegt auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>No loudspeaker or headphones were found.</source>
   <translation>Es wurden weder Lautsprecher noch Kopfhörer gefunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>No microphone "{1}" is there.</source>
   <translation>Es gibt kein Mikrofon „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>No microphone was found.</source>
   <translation>Es wurde kein Mikrofon gefunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>No network is named "{1}".</source>
   <translation>Kein Netz heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>No progress for {1} s.</source>
   <translation>Seit {1} s kein Fortschritt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/systems.py" />
   <source>No published system is named "{1}".</source>
   <translation>Kein veröffentlichtes System heißt „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/layouts.py" />
   <source>No published weights are known for {1}.</source>
   <translation>Für {1} sind keine veröffentlichten Gewichte bekannt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No recording is on both sides</source>
   <translation>Keine Aufnahme liegt auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>No scene "{1}" was taught to this bundle.</source>
   <translation>An diesem Bundle wurde keine Szene „{1}“ angelernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No session is on both sides</source>
   <translation>Keine Sitzung liegt auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sharded.py" />
   <source>No shard of "{1}" lies in "{2}".</source>
   <translation>Kein Shard von „{1}“ liegt in „{2}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/trials.py" />
   <source>No source could be held out for validation: there are too few of each scene.</source>
   <translation>Es ließ sich keine Quelle für die Validierung zurückhalten: Es gibt zu wenige von jeder Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No source is on both sides</source>
   <translation>Keine Quelle liegt auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No space left on device</source>
   <translation>kein Platz mehr auf dem Datenträger</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>No step needs weights named {1}.</source>
   <translation>Kein Schritt braucht Gewichte namens {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>No such file or directory</source>
   <translation>Datei oder Ordner nicht gefunden</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>No training clip is of {1}</source>
   <translation>Kein Trainingsclip gehört zu {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/scenes.py" />
   <source>No training clip is of: {1}.</source>
   <translation>Kein Trainingsclip gehört zu: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>No {1} is known of any clip, so they cannot be divided by it.</source>
   <translation>Von keinem Clip ist {1} bekannt, danach lässt sich also nicht aufteilen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>No {1} is on both sides</source>
   <translation>Auf beiden Seiten liegt nichts ({1})</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>None of the clips was recorded by a device {1} can be held against.</source>
   <translation>Keiner der Clips wurde mit einem Gerät aufgenommen, mit dem sich {1} vergleichen ließe.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/roots.py" />
   <source>None of the recordings is in "{1}".</source>
   <translation>Keine der Aufnahmen liegt in „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>None of the {1} recordings of part {2} is there any more.</source>
   <translation>Von den {1} Aufnahmen in Teil {2} ist keine mehr da.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Not a directory</source>
   <translation>ist kein Ordner</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Not all of these recordings have a channel {1}.</source>
   <translation>Nicht alle dieser Aufnahmen haben einen Kanal {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>Not certified: {1}. {2}</source>
   <translation>Nicht zertifiziert: {1}. {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <source>Not clearly different: {1} points, 95 % {2} to {3}.</source>
   <translation>Nicht klar verschieden: {1} Punkte, 95 % {2} bis {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>Not deployable:</source>
   <translation>Nicht einsetzbar:</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Note on {1}</source>
   <translation>Notiz zu {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>Notes are not in this format (clips: {1}).</source>
   <translation>Notizen gibt es in diesem Format nicht (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Nothing in training is like it</source>
   <translation>Nichts im Training gleicht ihm</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Nothing is learned of {1}. Divide again to use them.</source>
   <translation>Von {1} wird nichts gelernt. Teilen Sie neu auf, um sie zu verwenden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Nothing was changed, and the recordings are safe. Put back a copy of {1}.</source>
   <translation>Nichts wurde geändert, und die Aufnahmen sind sicher. Legen Sie eine Kopie von {1} zurück.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Nothing was changed. Choose another folder.</source>
   <translation>Nichts wurde geändert. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <source>Nothing was heard yet.</source>
   <translation>Es wurde noch nichts gehört.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>Nothing was planned in "{1}".</source>
   <translation>In „{1}“ ist nichts geplant.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Numbers of both projections.</source>
   <translation>Zahlen beider Projektionen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Numbers per window that contrast acts on.</source>
   <translation>Zahlen je Fenster, auf die der Kontrast wirkt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Of the processor; 0: a trial of 2 s decides.</source>
   <translation>Des Prozessors; 0: Ein Versuch von 2 s entscheidet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>Offered are: {1}.</source>
   <translation>Angeboten werden: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>One clip is mostly silent</source>
   <translation>Ein Clip ist größtenteils still</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/quantize-quick.toml" />
   <source>One epoch: ranges and little more.</source>
   <translation>Eine Epoche: Wertebereiche und wenig mehr.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>One labelled clip is in neither part</source>
   <translation>Ein gelabelter Clip ist in keinem der Teile</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>One line for whoever gets this recipe.</source>
   <translation>Eine Zeile für den, der dieses Rezept bekommt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/companions.py" />
   <source>One of the processes that trained together has ended.</source>
   <translation>Einer der gemeinsam trainierenden Prozesse ist beendet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>One {1} is</source>
   <translation>Eines ({1}) ist</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/finetune_teacher.py" />
   <source>Only a pre-trained network can be kept frozen; {1} starts from random weights.</source>
   <translation>Nur ein vortrainiertes Netz kann eingefroren bleiben; {1} beginnt bei zufälligen Gewichten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/energy.py" />
   <source>Only an administrator may read the energy counters of this system.</source>
   <translation>Die Energiezähler dieses Systems darf nur ein Administrator lesen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Only if louder than</source>
   <translation>Nur wenn lauter als</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Only of devices</source>
   <translation>Nur von Geräten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>Only the chosen channel is cut (clips: {1}).</source>
   <translation>Nur der gewählte Kanal wird ausgeschnitten (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Only the last layer, all of it, or first the one and then the other. All of it takes longer and hears better.</source>
   <translation>Nur die letzte Schicht, alles, oder erst das eine und dann das andere. Alles dauert länger und hört besser.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Only these are learned, with commas; a name with a comma stands in "quotes". Empty: all of the project, or those that its teacher or student knows.</source>
   <translation>Nur diese werden gelernt, mit Kommas; ein Name mit Komma steht in "Anführungszeichen". Leer: alle des Projekts, oder jene, die sein Lehrer oder Schüler kennt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/microphone/passport.py" />
   <source>Only {1} of {2} s have a usable signal.</source>
   <translation>Nur {1} von {2} s haben ein brauchbares Signal.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <location filename="../../../ml_core/datasets/recorded.py" />
   <source>Open a project you can write to.</source>
   <translation>Öffnen Sie ein Projekt, das Sie ändern dürfen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>Open it instead.</source>
   <translation>Öffnen Sie es stattdessen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Opening the microphone.</source>
   <translation>Das Mikrofon wird geöffnet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Operation not permitted</source>
   <translation>nicht erlaubt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Optimizer</source>
   <translation>Optimierer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Other clips that each is compared with.</source>
   <translation>Andere Clips, mit denen jeder verglichen wird.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Other microphones</source>
   <translation>Andere Mikrofone</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Over the budget: {1}</source>
   <translation>Über dem Budget: {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/passt.py" />
   <source>PaSST needs more frames than {1} for one patch</source>
   <translation>PaSST braucht für ein Patch mehr als {1} Frames</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/passt.toml" />
   <source>PaSST pre-trained on AudioSet, trained gently with structured patchout; needs its weights.</source>
   <translation>PaSST, auf AudioSet vortrainiert, sanft mit strukturiertem Patchout trainiert; braucht seine Gewichte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/passt.py" />
   <source>PaSST was built for other bands than {1}</source>
   <translation>PaSST wurde für andere Bänder als {1} gebaut</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>PaSST: columns of patches left out in training.</source>
   <translation>PaSST: im Training ausgelassene Spalten von Patches.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>PaSST: rows of patches left out in training. More is quicker and less exact.</source>
   <translation>PaSST: im Training ausgelassene Zeilen von Patches. Mehr ist schneller und ungenauer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Pairs count by how many scenes they share.</source>
   <translation>Paare zählen danach, wie viele Szenen sie teilen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Part of a batch</source>
   <translation>Teil eines Batches</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Passes in which only the last layer learns, before the rest.</source>
   <translation>Durchgänge, in denen nur die letzte Schicht lernt, vor dem Rest.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Passes over all training clips. Time grows with them.</source>
   <translation>Durchgänge über alle Trainingsclips. Die Zeit wächst mit ihnen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Path of the file that the authors of the network publish; empty where it needs none.</source>
   <translation>Pfad der Datei, die die Autoren des Netzes veröffentlichen; leer, wo es keine braucht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Pause it or end it, close other programs, then resume it.</source>
   <translation>Pausieren oder beenden Sie ihn, schließen Sie andere Programme, und setzen Sie ihn fort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Peculiarities of published code, to reproduce its figures.</source>
   <translation>Eigenheiten veröffentlichten Codes, um dessen Zahlen zu reproduzieren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Permission denied</source>
   <translation>Zugriff verweigert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/folder.py" />
   <location filename="../../../ml_core/live/sources.py" />
   <source>Playing "{1}".</source>
   <translation>Gibt „{1}“ wieder.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Plug it in again: listening goes on by itself. Or choose another input.</source>
   <translation>Schließen Sie es wieder an: Das Zuhören geht von selbst weiter. Oder wählen Sie einen anderen Eingang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>Plug it in, or choose another output.</source>
   <translation>Schließen Sie es an, oder wählen Sie einen anderen Ausgang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>Plug one in and press play again. Everything else works without sound.</source>
   <translation>Schließen Sie eines an, und drücken Sie erneut auf Abspielen. Alles andere geht ohne Ton.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Plug one in: it is found by itself. Or use a sound file.</source>
   <translation>Schließen Sie eines an: Es wird von selbst gefunden. Oder verwenden Sie eine Audiodatei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.py" />
   <source>Point the recipe's weights at the published file, from {1}.</source>
   <translation>Zeigen Sie mit weights im Rezept auf die veröffentlichte Datei, von {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.py" />
   <source>Point the recipe's weights at the published file.</source>
   <translation>Lassen Sie die Gewichte des Rezepts auf die veröffentlichte Datei zeigen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>Point the recipe's weights at the teacher's file.</source>
   <translation>Lassen Sie die Gewichte des Rezepts auf die Datei des Lehrers zeigen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/quantize-ptq.toml" />
   <source>Post-training quantization: ranges from training windows, no fine-tuning.</source>
   <translation>Quantisierung nach dem Training: Wertebereiche aus Trainingsfenstern, keine Feinabstimmung.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Precision</source>
   <translation>Zahlenformat</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Published figure</source>
   <translation>Veröffentlichte Zahl</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Published weights</source>
   <translation>Veröffentlichte Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Pull of the weights towards 0, against learning by heart.</source>
   <translation>Zug der Gewichte gegen 0, gegen Auswendiglernen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/results.py" />
   <source>Put back a copy of it, or discard the run and start another.</source>
   <translation>Setzen Sie eine Kopie davon ein, oder verwerfen Sie den Lauf und beginnen Sie einen neuen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/facts.py" />
   <source>Put back a copy of it, or start a new search; its runs stay usable.</source>
   <translation>Setzen Sie eine Kopie davon ein, oder beginnen Sie eine neue Suche; die Läufe bleiben brauchbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/facts.py" />
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>Put back a copy of it, or train again.</source>
   <translation>Legen Sie eine Kopie davon zurück, oder trainieren Sie neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>Put it back, or fuse again.</source>
   <translation>Legen Sie es zurück, oder fusionieren Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>Put it back, or hear the corpus into a new folder.</source>
   <translation>Legen Sie es zurück, oder hören Sie das Korpus erneut, in einen neuen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>Put its folder back, or open it where it is now.</source>
   <translation>Legen Sie seinen Ordner zurück, oder öffnen Sie ihn, wo er jetzt liegt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Put the recording back as it was and resume, or exclude its clip and start a new run.</source>
   <translation>Stellen Sie die Aufnahme wieder her und setzen Sie fort, oder schließen Sie ihren Clip aus und starten Sie einen neuen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>Put them back as they were to go on with it, or start a new run.</source>
   <translation>Stellen Sie sie wieder her, um damit fortzufahren, oder starten Sie einen neuen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>Put {1} on one side of the split</source>
   <translation>{1} auf eine Seite der Aufteilung legen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/quantize-starter.toml" />
   <source>Quantization of the student that comes along.</source>
   <translation>Quantisierung des mitgelieferten Schülers.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/quantize-cp-jku.toml" />
   <source>Quantization-aware training as CP-JKU did it in 2023: 24 gentle epochs.</source>
   <translation>Quantisierungsbewusstes Training wie bei CP-JKU 2023: 24 sanfte Epochen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/students.py" />
   <source>Quantize one of them, or a student taught by the fusion.</source>
   <translation>Quantisieren Sie eines davon, oder einen von der Fusion unterrichteten Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/students.py" />
   <source>Quantize the general student instead, which it started from: {1}</source>
   <translation>Quantisieren Sie stattdessen den allgemeinen Schüler, bei dem es begann: {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Quiet windows keep their own device.</source>
   <translation>Leise Fenster behalten ihr eigenes Gerät.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Random pieces of every clip in an epoch. Time grows with them.</source>
   <translation>Zufällige Stücke jedes Clips in einer Epoche. Die Zeit wächst mit ihnen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Rate at the end</source>
   <translation>Rate am Ende</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Rate of inherited layers</source>
   <translation>Rate übernommener Schichten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Rate of the head</source>
   <translation>Rate des Kopfes</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Reached in the last epoch; -1 keeps it constant.</source>
   <translation>In der letzten Epoche erreicht; -1 hält sie konstant.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Read-only file system</source>
   <translation>Datenträger ist schreibgeschützt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/parquet.py" />
   <source>Reading Parquet files</source>
   <translation>Das Lesen von Parquet-Dateien</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/keras.py" />
   <source>Reading a file of Keras</source>
   <translation>Das Lesen einer Keras-Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/tables.py" />
   <source>Reading shards</source>
   <translation>Shards lesen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>Record more, where it is neither silent nor overdriven.</source>
   <translation>Nehmen Sie mehr auf, wo es weder still noch übersteuert ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/recorded.py" />
   <source>Recording of {1}</source>
   <translation>Aufnahme von {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>Recordings of the project have, under the same names,</source>
   <translation>Aufnahmen des Projekts haben unter denselben Namen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Relations</source>
   <translation>Beziehungen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/support.py" />
   <source>Remove it and teach it again from all of its recordings.</source>
   <translation>Entfernen Sie ihn, und lernen Sie ihn aus allen seinen Aufnahmen neu an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/support.py" />
   <source>Remove it and teach it again.</source>
   <translation>Entfernen Sie ihn, und lernen Sie ihn neu an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>Rename one of them.</source>
   <translation>Benennen Sie eines davon um.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Rename the project to {1}</source>
   <translation>Projekt in {1} umbenennen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>Repair them or take them out of "{1}".</source>
   <translation>Reparieren Sie sie, oder nehmen Sie sie aus „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Repeat the options of the first call, or choose another folder with --out.</source>
   <translation>Wiederholen Sie die Optionen des ersten Aufrufs, oder wählen Sie mit --out einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>Restart it, or choose a sound file.</source>
   <translation>Starten Sie es neu, oder wählen Sie eine Audiodatei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>Results differ by up to {1} steps, {2} are expected.</source>
   <translation>Die Ergebnisse weichen um bis zu {1} Stufen ab, erwartet sind {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Resume it to start it.</source>
   <translation>Setzen Sie ihn fort, um ihn zu starten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <source>Resume it with --resume, or choose another folder.</source>
   <translation>Setzen Sie ihn mit --resume fort, oder wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/launch.py" />
   <source>Resume it.</source>
   <translation>Setzen Sie ihn fort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Resume it: it ends in the same network as if nothing had happened.</source>
   <translation>Setzen Sie ihn fort: Er endet im selben Netz, als wäre nichts gewesen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Resume that one: this one starts when it is done.</source>
   <translation>Setzen Sie jenen fort: Dieser beginnt, wenn er fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/causes.py" />
   <source>Resume the run when it is back; if that fails, start the computer again. A new run can do without it: torch_device=cpu.</source>
   <translation>Setzen Sie den Lauf fort, wenn sie wieder da ist; hilft das nicht, starten Sie den Computer neu. Ein neuer Lauf kommt ohne sie aus: torch_device=cpu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/companions.py" />
   <source>Resume the run: it goes on after the last epoch that was finished.</source>
   <translation>Setzen Sie den Lauf fort: Er geht nach der letzten fertigen Epoche weiter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Rotated in time by up to this much.</source>
   <translation>Um höchstens so viel in der Zeit gedreht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Rows dropped</source>
   <translation>Ausgelassene Zeilen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Runs on</source>
   <translation>Läuft auf</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>Save it as CSV first.</source>
   <translation>Speichern Sie sie zuerst als CSV.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>Save it as UTF-8 in a text editor.</source>
   <translation>Speichern Sie sie in einem Texteditor als UTF-8.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>Save it as UTF-8 text.</source>
   <translation>Speichern Sie sie als UTF-8-Text.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>Say how many are, e.g. dir_share=0.5, or leave dir_folder out.</source>
   <translation>Geben Sie an, wie viele es sind, z. B. dir_share=0.5, oder lassen Sie dir_folder weg.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>Say how to make one: --finetune RECIPE.</source>
   <translation>Geben Sie an, wie einer entsteht: --finetune REZEPT.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Say where the recordings are now.</source>
   <translation>Geben Sie an, wo die Aufnahmen jetzt liegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <source>Say with --start which one: {1} s.</source>
   <translation>Geben Sie mit --start an, welches: {1} s.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Schedule</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>Search for a teacher, a student or its int8: recipes of finetune, distil and quantize.</source>
   <translation>Suchen Sie für einen Lehrer, einen Schüler oder sein int8: Rezepte für finetune, distil und quantize.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/searches.py" />
   <source>Searching for good settings</source>
   <translation>Gute Einstellungen werden gesucht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>See that their folder can be reached, and call the same command again.</source>
   <translation>Sorgen Sie dafür, dass ihr Ordner erreichbar ist, und rufen Sie denselben Befehl noch einmal auf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>Set batch_size to 4 or more, or choose another head.</source>
   <translation>Setzen Sie batch_size auf 4 oder mehr, oder wählen Sie einen anderen Kopf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>Set dir_folder to a folder of WAV files, or leave it empty.</source>
   <translation>Setzen Sie dir_folder auf einen Ordner mit WAV-Dateien, oder lassen Sie es leer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>Set micro_batch to 3 or more, or choose another head.</source>
   <translation>Setzen Sie micro_batch auf 3 oder mehr, oder wählen Sie einen anderen Kopf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>Set mixup_share or crd_weight to 0.</source>
   <translation>Setzen Sie mixup_share oder crd_weight auf 0.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/finetune_teacher.py" />
   <source>Set patchout_bands and patchout_frames to 0.</source>
   <translation>Setzen Sie patchout_bands und patchout_frames auf 0.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Set torch_device to auto.</source>
   <translation>Setzen Sie torch_device auf auto.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Set {1} of {2} to {3}</source>
   <translation>{1} von {2} auf {3} setzen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Set {1} to {2}</source>
   <translation>{1} auf {2} setzen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Several scenes per clip</source>
   <translation>Mehrere Szenen je Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Share of the learning rate for layers taken over from the teacher.</source>
   <translation>Anteil der Lernrate für Schichten, die vom Lehrer übernommen sind.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Share of the loss that comes from the teacher; the rest comes from the labels.</source>
   <translation>Anteil des Verlusts, der vom Lehrer kommt; der Rest kommt von den Labels.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Share of the loss that moves like scenes together; 1 leaves no other loss.</source>
   <translation>Anteil des Verlusts, der gleiche Szenen zusammenrückt; 1 lässt keinen anderen Verlust.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Share of the peak rate that is left.</source>
   <translation>Anteil der höchsten Rate, der übrig bleibt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Share of the training sources that is not learned, to keep the best epoch; 0 keeps the last.</source>
   <translation>Anteil der Trainingsquellen, der nicht gelernt wird, um die beste Epoche zu behalten; 0 behält die letzte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Shift</source>
   <translation>Verschiebung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Silence teaches that every scene is silent. Leave them out.</source>
   <translation>Stille lehrt, dass jede Szene still ist. Lassen Sie sie aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/quantize-default.toml" />
   <source>Six epochs of quantization-aware training.</source>
   <translation>Sechs Epochen quantisierungsbewusstes Training.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Size for contrast</source>
   <translation>Größe für den Kontrast</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Size of a step at its largest. Too large: the loss jumps. Too small: it crawls.</source>
   <translation>Größe eines Schritts auf dem Höhepunkt. Zu groß: Der Verlust springt. Zu klein: Er kriecht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Size of a step while only the last layer learns.</source>
   <translation>Größe eines Schritts, solange nur die letzte Schicht lernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Small: mostly one of the two.</source>
   <translation>Klein: meist das eine von beiden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Small: mostly one of the two; 1: any share.</source>
   <translation>Klein: meist das eine von beiden; 1: jeder Anteil.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Softens what the teacher says. Higher shows more of what else it thought of.</source>
   <translation>Macht weicher, was der Lehrer sagt. Ein höherer Wert zeigt mehr davon, woran er sonst dachte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>Specialise each of them, or a student taught by them.</source>
   <translation>Passen Sie jedes davon an Geräte an, oder einen von ihnen unterrichteten Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Split into {1}</source>
   <translation>In {1} aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Stale file handle</source>
   <translation>Netzlaufwerk nicht mehr erreichbar</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Start a new run with batch_size={1}.</source>
   <translation>Starten Sie einen neuen Lauf mit batch_size={1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Start a new run.</source>
   <translation>Starten Sie einen neuen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/together.py" />
   <source>Start fewer processes, or set torch_device to cpu.</source>
   <translation>Starten Sie weniger Prozesse, oder setzen Sie torch_device auf cpu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/queue.py" />
   <source>Start it at once, or leave out --out.</source>
   <translation>Starten Sie ihn sofort, oder lassen Sie --out weg.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/ray_door.py" />
   <source>Start one: ray start --head on one computer, ray start --address=HOST:PORT on the others. See the guide, chapter Scaling.</source>
   <translation>Starten Sie einen: ray start --head auf einem Computer, ray start --address=HOST:PORT auf den anderen. Siehe Handbuch, Kapitel Scaling.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>Start the run again.</source>
   <translation>Starten Sie den Lauf erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>Started on snapshot {1}</source>
   <translation>Mit Snapshot {1} gestartet</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>States are not in this format</source>
   <translation>Zustände gibt es in diesem Format nicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>States are {1}.</source>
   <translation>Zustände sind {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Steps in which the rate rises to its peak.</source>
   <translation>Schritte, in denen die Rate auf ihren Höchstwert steigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>Stop it first.</source>
   <translation>Halten Sie ihn zuerst an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>Stop listening and start again.</source>
   <translation>Beenden Sie das Zuhören, und beginnen Sie neu.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Stopped early: epoch {1} is kept</source>
   <translation>Früh beendet: Epoche {1} bleibt erhalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Sum of the teacher's part</source>
   <translation>Summe des Lehreranteils</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Switch device colours on to make up for it.</source>
   <translation>Schalten Sie zum Ausgleich die Gerätefarben ein.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/tf_sepnet.py" />
   <source>TF-SepNet cannot have the width {1} and the depth {2}.</source>
   <translation>TF-SepNet kann nicht Breite {1} und Tiefe {2} haben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/tf_sepnet.py" />
   <source>TF-SepNet has no normalisation "{1}".</source>
   <translation>TF-SepNet kennt keine Normalisierung „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/sepnet-kd.toml" />
   <source>TF-SepNet-64 taught by the averaged logits of three BEATs.</source>
   <translation>TF-SepNet-64, von den gemittelten Logits dreier BEATs unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Take that one out of the trash, or discard this one.</source>
   <translation>Holen Sie jenen aus dem Papierkorb, oder verwerfen Sie diesen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Take the label from {1}</source>
   <translation>Label von {1} entfernen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>Take {1} clips out of the split</source>
   <translation>{1} Clips aus der Aufteilung nehmen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/scoring.py" />
   <source>Teach it again from its recordings.</source>
   <translation>Lernen Sie es aus seinen Aufnahmen neu an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Teacher hears</source>
   <translation>Lehrer hört</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Teacher speaks of</source>
   <translation>Lehrer spricht über</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>Teaching a student</source>
   <translation>Ein Schüler wird unterrichtet</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Teaching of {1}</source>
   <translation>Anlernen von {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Temperature of contrast</source>
   <translation>Temperatur des Kontrasts</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <location filename="../../../ml_core/project/segments.py" />
   <source>That clip is not in the project any more.</source>
   <translation>Dieser Clip ist nicht mehr im Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/segments.py" />
   <source>That recording is not in the project any more.</source>
   <translation>Diese Aufnahme ist nicht mehr im Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/segments.py" />
   <source>That stretch lies outside of the recording.</source>
   <translation>Dieses Stück liegt außerhalb der Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/causes.py" />
   <source>The GPU is gone or stopped answering.</source>
   <translation>Die GPU ist nicht mehr da oder antwortet nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>The audio library PortAudio is missing.</source>
   <translation>Die Audiobibliothek PortAudio fehlt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>The audio system does not answer.</source>
   <translation>Das Audiosystem antwortet nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>The audio system ended without an answer.</source>
   <translation>Das Audiosystem endete ohne eine Antwort.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/dcase24-baseline.toml" />
   <source>The baseline of DCASE 2024: a simplified CP-Mobile that learns from the scenes alone.</source>
   <translation>Die Baseline von DCASE 2024: ein vereinfachtes CP-Mobile, das nur aus den Szenen lernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/kept.py" />
   <source>The best network, of epoch {1}, is kept; epoch {2} is where it goes on.</source>
   <translation>Das beste Netz, aus Epoche {1}, bleibt erhalten; bei Epoche {2} geht es weiter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>The bundle "{1}" cannot be read: {2}.</source>
   <translation>Das Bundle „{1}“ ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/similar.py" />
   <source>The bundle has not heard this clip.</source>
   <translation>Das Bundle hat diesen Clip nicht gehört.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/microphone/likeness.py" />
   <source>The bundle was not measured with a device "{1}".</source>
   <translation>Das Bundle wurde nicht mit einem Gerät „{1}“ gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>The chosen channel is not in this format (clips: {1}).</source>
   <translation>Den gewählten Kanal gibt es in diesem Format nicht (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>The clip as recorded (quick), the student's own windows, or those without the exchanged device.</source>
   <translation>Der Clip wie aufgenommen (schnell), die eigenen Fenster des Schülers, oder jene ohne das getauschte Gerät.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>The clip itself, or any of its scene.</source>
   <translation>Der Clip selbst, oder ein beliebiger seiner Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>The clips of the project have</source>
   <translation>Die Clips des Projekts haben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/stream_score.py" />
   <source>The clips of the split "{1}" do not make a stream of two places.</source>
   <translation>Die Clips des Teils „{1}“ ergeben keinen Strom aus zwei Orten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/clips_file.py" />
   <source>The clips of this evaluation, "{1}", cannot be read.</source>
   <translation>Die Clips dieser Auswertung, „{1}“, sind nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>The computer was switched off or started again while it ran.</source>
   <translation>Der Computer wurde ausgeschaltet oder neu gestartet, während er lief.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/far_side.py" />
   <source>The computer {1} does not see "{2}": it must lie on a shared folder.</source>
   <translation>Der Computer {1} sieht „{2}“ nicht: Es muss in einem gemeinsamen Ordner liegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/far_side.py" />
   <source>The computer {1} has {2} {3}, this one {4}.</source>
   <translation>Der Computer {1} hat {2} {3}, dieser {4}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>The computer {1} was not heard of any more.</source>
   <translation>Vom Computer {1} war nichts mehr zu hören.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The database of the project "{1}" is damaged.</source>
   <translation>Die Datenbank des Projekts „{1}“ ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/safekeeping.py" />
   <source>The database of the project "{1}" was damaged. It is kept as "{2}", and what was there on {3} at {4} is back.</source>
   <translation>Die Datenbank des Projekts „{1}“ war beschädigt. Sie wird als „{2}“ aufbewahrt, und der Stand vom {3} um {4} ist wieder da.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <location filename="../../../ml_core/search/running.py" />
   <source>The details are in {1}.</source>
   <translation>Die Einzelheiten stehen in {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <location filename="../../../ml_core/runs/causes.py" />
   <source>The disk is full.</source>
   <translation>Der Datenträger ist voll.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/energy.py" />
   <source>The energy counters cannot be read any more.</source>
   <translation>Die Energiezähler sind nicht mehr lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/finetune_teacher.py" />
   <source>The file "{1}" has</source>
   <translation>Die Datei „{1}“ hat</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>The file "{1}" is not there</source>
   <translation>Die Datei „{1}“ gibt es nicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>The file is over.</source>
   <translation>Die Datei ist zu Ende.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>The fingerprint in "bundle.json" is not that of the network.</source>
   <translation>Der Fingerabdruck in „bundle.json“ ist nicht der des Netzes.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/folder.py" />
   <source>The folder "{1}" cannot be read: {2}.</source>
   <translation>Der Ordner „{1}“ ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>The folder "{1}" holds no impulse responses.</source>
   <translation>Der Ordner „{1}“ enthält keine Impulsantworten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/launch.py" />
   <source>The folder of "{1}" is damaged.</source>
   <translation>Der Ordner von „{1}“ ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/spec.py" />
   <source>The front end has unknown or missing settings: {1}.</source>
   <translation>Dem Frontend fehlen Einstellungen, oder es hat unbekannte: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/spec.py" />
   <source>The front end is no table of settings.</source>
   <translation>Das Frontend ist keine Tabelle von Einstellungen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>The fusion "{1}" is damaged.</source>
   <translation>Die Fusion „{1}“ ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/teachers.py" />
   <source>The fusion "{1}" lacks one of its runs. {2}</source>
   <translation>Der Fusion „{1}“ fehlt einer ihrer Läufe. {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>The head cosine-batchnorm cannot learn from batches of one window.</source>
   <translation>Der Kopf cosine-batchnorm kann nicht aus Batches mit einem Fenster lernen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>The head cosine-batchnorm cannot learn from single windows, which a micro_batch of {1} may leave.</source>
   <translation>Der Kopf cosine-batchnorm kann nicht aus einzelnen Fenstern lernen, die ein micro_batch von {1} übrig lassen kann.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>The impulse responses in "{1}" have</source>
   <translation>Die Impulsantworten in „{1}“ haben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/layouts.py" />
   <source>The layers do not share "{1}", so this is not {2}.</source>
   <translation>Die Schichten teilen „{1}“ nicht, also ist dies nicht {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>The list of recordings "{1}" is damaged.</source>
   <translation>Die Liste der Aufnahmen „{1}“ ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/playback.py" />
   <source>The loudspeaker stopped working.</source>
   <translation>Der Lautsprecher setzte aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/segments.py" />
   <source>The lower frequency must lie below the upper one.</source>
   <translation>Die tiefere Frequenz muss unter der höheren liegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>The microphone</source>
   <translation>Das Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>The microphone cannot be opened.</source>
   <translation>Das Mikrofon lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/distil-alone.toml" />
   <source>The most accurate student without a teacher: learns from mixtures of your recordings.</source>
   <translation>Der genaueste Schüler ohne Lehrer: lernt aus Mischungen Ihrer Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/distil-inherit.toml" />
   <source>The most accurate student: begins with YAMNet's first layers and hears past the device.</source>
   <translation>Der genaueste Schüler: beginnt mit den ersten Schichten von YAMNet und hört am Gerät vorbei.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/naming.py" />
   <source>The name of a run has {1} characters at most, this one {2}.</source>
   <translation>Der Name eines Laufs hat höchstens {1} Zeichen, dieser {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>The name of the new scene holds signs that cannot be seen.</source>
   <translation>Der Name der neuen Szene enthält unsichtbare Zeichen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <source>The network "{1}" of the package {2} cannot be built: {3}: {4}</source>
   <translation>Das Netz „{1}“ aus dem Paket {2} lässt sich nicht bauen: {3}: {4}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <source>The network "{1}" of the package {2} lacks its embedding_size.</source>
   <translation>Dem Netz „{1}“ aus dem Paket {2} fehlt embedding_size.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>The network as it was trained agrees with the file on {1}, {2} needed.</source>
   <translation>Das Netz, wie es trainiert wurde, stimmt mit der Datei zu {1} überein, nötig sind {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/passes.py" />
   <source>The network of the run "{1}" answers with what is no number.</source>
   <translation>Das Netz des Laufs „{1}“ antwortet mit dem, was keine Zahl ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/session.py" />
   <source>The network of this bundle cannot be run.</source>
   <translation>Das Netz dieses Bundles lässt sich nicht ausführen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/session.py" />
   <source>The network of this bundle gives other shapes than it says.</source>
   <translation>Das Netz dieses Bundles liefert andere Formen, als es sagt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>The new scene has no name.</source>
   <translation>Die neue Szene hat keinen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" cannot be written or read ({2}).</source>
   <translation>Das Projekt „{1}“ lässt sich weder schreiben noch lesen ({2}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" is not where it was any more.</source>
   <translation>Das Projekt „{1}“ ist nicht mehr, wo es war.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" is open to look at, not to change.</source>
   <translation>Das Projekt „{1}“ ist zum Ansehen geöffnet, nicht zum Ändern.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" may not be read.</source>
   <translation>Das Projekt „{1}“ darf nicht gelesen werden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" was closed.</source>
   <translation>Das Projekt „{1}“ wurde geschlossen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>The project "{1}" was made by a newer ASC Studio.</source>
   <translation>Das Projekt „{1}“ stammt von einem neueren ASC Studio.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>The project has no clips of "{1}".</source>
   <translation>Das Projekt hat keine Clips von „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>The project has no clips yet.</source>
   <translation>Das Projekt hat noch keine Clips.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>The project has no recordings yet.</source>
   <translation>Das Projekt hat noch keine Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>The project has no training clips of: {1}.</source>
   <translation>Das Projekt hat keine Trainingsclips von: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/precisions.py" />
   <source>The recipe "{1}" is not one of quantize.</source>
   <translation>Das Rezept „{1}“ ist keines für quantize.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>The recipe has unknown settings: {1}.</source>
   <translation>Das Rezept hat unbekannte Einstellungen: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>The recipe in "{1}" cannot be used. {2}</source>
   <translation>Das Rezept in „{1}“ kann nicht verwendet werden. {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>The recipe is not valid TOML: {1}.</source>
   <translation>Das Rezept ist kein gültiges TOML: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>The recipe's stage is {1}.</source>
   <translation>Die Stufe des Rezepts ist {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>The recipe's {1} cannot be {2}.</source>
   <translation>{1} kann im Rezept nicht {2} sein.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/passt.py" />
   <source>The recipe's {1} of {2} would leave nothing of {3} to hear.</source>
   <translation>{1} mit {2} ließe im Rezept nichts von {3} zu hören.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/segments.py" />
   <source>The recording holds nothing above {1} Hz.</source>
   <translation>Die Aufnahme enthält nichts über {1} Hz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>The result would look better than it is. Nothing was changed.</source>
   <translation>Das Ergebnis sähe besser aus, als es ist. Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/precisions.py" />
   <location filename="../../../ml_core/worker.py" />
   <source>The run "{1}" does not say which student it starts from.</source>
   <translation>Der Lauf „{1}“ sagt nicht, bei welchem Schüler er beginnt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/launch.py" />
   <source>The run "{1}" has learnt nothing yet.</source>
   <translation>Der Lauf „{1}“ hat noch nichts gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/export_bundle.py" />
   <source>The run "{1}" holds no int8 network.</source>
   <translation>Der Lauf „{1}“ enthält kein int8-Netz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>The run "{1}" holds no network.</source>
   <translation>Der Lauf „{1}“ enthält kein Netz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/holding.py" />
   <source>The run "{1}" is already going on.</source>
   <translation>Der Lauf „{1}“ läuft schon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>The run "{1}" is going on.</source>
   <translation>Der Lauf „{1}“ läuft.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/queue.py" />
   <source>The run "{1}" is {2} already.</source>
   <translation>Der Lauf „{1}“ ist schon {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/facts.py" />
   <source>The run "{1}" was made by a newer ASC Studio.</source>
   <translation>Der Lauf „{1}“ stammt von einem neueren ASC Studio.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/running.py" />
   <source>The same command again goes on with what is left.</source>
   <translation>Derselbe Befehl noch einmal macht mit dem Rest weiter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>The same seed gives the same result on this computer.</source>
   <translation>Gleicher Seed, gleiches Ergebnis auf diesem Computer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>The same sound is in training and test, as files of other names: {1} times.</source>
   <translation>Derselbe Klang ist in Training und Test, als Dateien mit anderem Namen: {1}-mal.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>The scale of the epochs must be above 0.</source>
   <translation>Der Faktor der Epochen muss über 0 liegen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/running.py" />
   <source>The search cannot go on. {1}</source>
   <translation>Die Suche kann nicht weitergehen. {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>The shard "{1}" is damaged: "{2}" is not where its table says.</source>
   <translation>Der Shard „{1}“ ist beschädigt: „{2}“ ist nicht dort, wo die Tabelle es sagt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>The shard "{1}" is not in "{2}".</source>
   <translation>Der Shard „{1}“ ist nicht in „{2}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>The shards in "{1}" are not finished.</source>
   <translation>Die Shards in „{1}“ sind nicht fertig.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>The shards in "{1}" were written by a newer version of this program.</source>
   <translation>Die Shards in „{1}“ wurden von einer neueren Version dieses Programms geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sharded.py" />
   <source>The shards of "{1}" lie on several drives.</source>
   <translation>Die Shards von „{1}“ liegen auf mehreren Laufwerken.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/distil-quick.toml" />
   <source>The smallest student in a few epochs, to see the whole way.</source>
   <translation>Der kleinste Schüler in wenigen Epochen, um den ganzen Weg zu sehen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/beside.py" />
   <source>The split "{1}" has {2} labelled clips: too few for a map.</source>
   <translation>Der Teil „{1}“ hat {2} gelabelte Clips: zu wenige für eine Karte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>The state of training in "{1}" is not of this network and recipe.</source>
   <translation>Der Trainingszustand in „{1}“ gehört nicht zu diesem Netz und Rezept.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/distil-starter.toml" />
   <source>The student that comes along: whatever the teacher says, also about sounds without a scene.</source>
   <translation>Der mitgelieferte Schüler: lernt alles, was der Lehrer sagt, auch über Klänge ohne Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>The student was trained on other scenes than the project's training split has now.</source>
   <translation>Der Schüler wurde auf anderen Szenen trainiert, als der Trainingsteil des Projekts jetzt hat.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture_worker.py" />
   <source>The system does not allow the microphone.</source>
   <translation>Das System erlaubt den Zugriff auf das Mikrofon nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>The system goes on with the microphone "{1}" instead of "{2}".</source>
   <translation>Das System macht mit dem Mikrofon „{1}“ statt „{2}“ weiter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/playback.py" />
   <source>The system says: {1}</source>
   <translation>Das System sagt: {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/tables.py" />
   <source>The table of a shard, "{1}", cannot be true: {2}.</source>
   <translation>Die Tabelle eines Shards, „{1}“, kann nicht stimmen: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/tables.py" />
   <source>The table of a shard, "{1}", is damaged.</source>
   <translation>Die Tabelle eines Shards, „{1}“, ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/distil_student.py" />
   <source>The teacher "{1}" has</source>
   <translation>Der Lehrer „{1}“ hat</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/cache_teacher.py" />
   <source>The teacher "{1}" knows other scenes than the training split: {2}.</source>
   <translation>Der Lehrer „{1}“ kennt andere Szenen als der Trainingsteil: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>The teacher of "{1}" is not among the runs of this project.</source>
   <translation>Der Lehrer von „{1}“ ist nicht unter den Läufen dieses Projekts.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/beside.py" />
   <source>The teacher of "{1}" is not known.</source>
   <translation>Der Lehrer von „{1}“ ist unbekannt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>The test share lies between 0 and 1.</source>
   <translation>Der Testanteil liegt zwischen 0 und 1.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/running.py" />
   <source>The time was over before a single epoch had ended.</source>
   <translation>Die Zeit war um, bevor eine einzige Epoche zu Ende war.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>The times in "{1}" count through several recordings.</source>
   <translation>Die Zeiten in „{1}“ zählen durch mehrere Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/kept.py" />
   <source>The trained network is kept.</source>
   <translation>Das trainierte Netz bleibt erhalten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>The training split has no clip of the device "{1}".</source>
   <translation>Der Trainingsteil hat keinen Clip des Geräts „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>The weights of "{1}" are of another network.</source>
   <translation>Die Gewichte von „{1}“ gehören zu einem anderen Netz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>The weights {1} of {2}</source>
   <translation>Die Gewichte {1} von {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>The whole clip, or every window by itself.</source>
   <translation>Der ganze Clip, oder jedes Fenster für sich.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/tf_sepnet.py" />
   <source>The width is a multiple of 4, the depth 16 or 17.</source>
   <translation>Die Breite ist ein Vielfaches von 4, die Tiefe 16 oder 17.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>The {1} pack could not be installed. {2}</source>
   <translation>Das Paket „{1}“ ließ sich nicht installieren. {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>The {1} pack takes {2} GB. Make room.</source>
   <translation>Das Paket „{1}“ belegt {2} GB. Schaffen Sie Platz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/folder.py" />
   <source>There already is a run in "{1}".</source>
   <translation>In „{1}“ ist schon ein Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>There are no label files in "{1}".</source>
   <translation>In „{1}“ gibt es keine Labeldateien.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>There are no recordings in "{1}".</source>
   <translation>In „{1}“ gibt es keine Aufnahmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/manifest.py" />
   <source>There are no shards in "{1}".</source>
   <translation>In „{1}“ sind keine Shards.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <location filename="../../../ml_core/project/project.py" />
   <location filename="../../../ml_core/project/snapshots.py" />
   <location filename="../../../ml_core/search/space.py" />
   <location filename="../../../ml_core/stages/fewshot.py" />
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <location filename="../../../ml_core/stages/why.py" />
   <source>There are: {1}.</source>
   <translation>Es gibt: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>There are: {1}. Choose one, or plug it in: it is found by itself.</source>
   <translation>Es gibt: {1}. Wählen Sie eines davon, oder schließen Sie es an: Es wird von selbst gefunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>There are: {1}{2}.</source>
   <translation>Es gibt: {1}{2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>There is already a "{1}".</source>
   <translation>„{1}“ gibt es schon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/trash.py" />
   <source>There is another run "{1}" by now.</source>
   <translation>Inzwischen gibt es einen anderen Lauf „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>There is no "{1}" in "{2}".</source>
   <translation>„{1}“ gibt es in „{2}“ nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>There is no GPU that torch can use.</source>
   <translation>Es gibt keine GPU, die torch verwenden könnte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <location filename="../../../ml_core/recipes/weights.py" />
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>There is no file "{1}".</source>
   <translation>Es gibt keine Datei „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>There is no folder "{1}".</source>
   <translation>Es gibt keinen Ordner „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>There is no folder of impulse responses at "{1}".</source>
   <translation>In „{1}“ gibt es keinen Ordner mit Impulsantworten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>There is no other device to hold "{1}" against.</source>
   <translation>Es gibt kein anderes Gerät, mit dem sich „{1}“ vergleichen ließe.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>There is no part {1}: there are {2}.</source>
   <translation>Es gibt keinen Teil {1}: Es sind {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>There is no pip for this Python.</source>
   <translation>Für dieses Python gibt es kein pip.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/__init__.py" />
   <source>There is no recipe "{1}".</source>
   <translation>Es gibt kein Rezept „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>There is no search for {1}.</source>
   <translation>Für {1} gibt es keine Suche.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>There is no set of splits "{1}".</source>
   <translation>Es gibt keine Aufteilung „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>There is no shard "{1}" in "{2}".</source>
   <translation>Es gibt keinen Shard „{1}“ in „{2}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/snapshots.py" />
   <source>There is no snapshot {1}.</source>
   <translation>Es gibt keinen Snapshot {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/causes.py" />
   <source>There is not enough memory for this run.</source>
   <translation>Für diesen Lauf reicht der Arbeitsspeicher nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>There is nothing to hear in "{1}".</source>
   <translation>In „{1}“ gibt es nichts zu hören.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/scenes.py" />
   <source>There is nothing to learn from: the training split needs labelled clips of at least two scenes.</source>
   <translation>Es gibt nichts, woraus zu lernen wäre: Der Trainingsteil braucht gelabelte Clips von mindestens zwei Szenen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>These impulse responses cannot be used: {1}.</source>
   <translation>Diese Impulsantworten sind nicht brauchbar: {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/layouts.py" />
   <source>They are for {1}.</source>
   <translation>Sie sind für {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>They came, or got their scene, after the division. Divide again to use them.</source>
   <translation>Sie kamen nach der Aufteilung hinzu oder bekamen erst dann ihre Szene. Teilen Sie neu auf, um sie zu verwenden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>They end in {1}.</source>
   <translation>Sie enden auf {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>They part at {1}: its numbers differ.</source>
   <translation>Sie weichen voneinander ab, zuerst bei {1}: Die Zahlen sind verschieden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>They part at {1}: its scale is {2} times too {3}.</source>
   <translation>Sie weichen voneinander ab, zuerst bei {1}: Die Skala ist {2}-mal zu {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>They will often be mistaken for each other. Label more of each.</source>
   <translation>Sie werden oft miteinander verwechselt. Labeln Sie mehr von beiden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This bundle does not hold exactly the files of a bundle, in their order.</source>
   <translation>Dieses Bundle enthält nicht genau die Dateien eines Bundles, in ihrer Reihenfolge.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>This bundle hears at {1} Hz, the input gives {2} Hz.</source>
   <translation>Dieses Bundle hört mit {1} Hz, der Eingang liefert {2} Hz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This bundle is not packed the canonical way.</source>
   <translation>Dieses Bundle ist nicht auf die vorgeschriebene Weise gepackt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This bundle points outside itself: "{1}".</source>
   <translation>Dieses Bundle verweist aus sich hinaus: „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This bundle was changed after it was made: it does not match its seal.</source>
   <translation>Dieses Bundle wurde nachträglich geändert: Es passt nicht zu seinem Siegel.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/store.py" />
   <source>This bundle was changed after it was made: {1} does not match its fingerprint in bundle.json.</source>
   <translation>Dieses Bundle wurde nachträglich geändert: {1} passt nicht zu seinem Fingerabdruck in bundle.json.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/verification.py" />
   <source>This bundle was changed after it was made: {1} does not match its fingerprint.</source>
   <translation>Dieses Bundle wurde nachträglich geändert: {1} passt nicht zu seinem Fingerabdruck.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>This clip has no scene yet.</source>
   <translation>Dieser Clip hat noch keine Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/output.py" />
   <source>This computer cannot play sound: the PortAudio library is missing.</source>
   <translation>Dieser Computer kann keinen Ton wiedergeben: Die Bibliothek PortAudio fehlt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>This computer is busy with other work</source>
   <translation>Dieser Computer ist mit anderem beschäftigt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This file is a zip archive, but no bundle.</source>
   <translation>Diese Datei ist ein ZIP-Archiv, aber kein Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/archive.py" />
   <source>This file is damaged, or it is not a bundle.</source>
   <translation>Diese Datei ist beschädigt oder kein Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/spec.py" />
   <source>This front end cannot be built: {1} out of range.</source>
   <translation>Dieses Frontend lässt sich nicht bauen: {1} außerhalb der Grenzen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>This is a recipe for "{1}", not for "{2}".</source>
   <translation>Dies ist ein Rezept für „{1}“, nicht für „{2}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/energy.py" />
   <source>This system shows no energy counters.</source>
   <translation>Dieses System zeigt keine Energiezähler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <source>Too few clips are held out to fit confidences to: they stay as they are</source>
   <translation>Zu wenige Clips sind zurückgehalten, um Konfidenzen anzupassen: Sie bleiben, wie sie sind</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Too many open files</source>
   <translation>zu viele offene Dateien</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Train</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>Train and test are not in this format (clips: {1}).</source>
   <translation>Training und Test gibt es in diesem Format nicht (Clips: {1}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Trained without other devices' colours</source>
   <translation>Ohne die Farben anderer Geräte trainiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Training clips that nobody labelled are heard too: there the teacher alone speaks.</source>
   <translation>Auch ungelabelte Trainingsclips werden gehört: Dort spricht nur der Lehrer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Training needs 2 scenes with {1} labelled clips each in its split. You have {2}.</source>
   <translation>Das Training braucht in seinem Teil 2 Szenen mit je {1} gelabelten Clips. Sie haben {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Training never heard it</source>
   <translation>Das Training hat es nie gehört</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Training went out of bounds in epoch {1}.</source>
   <translation>Das Training lief in Epoche {1} aus dem Ruder.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/running.py" />
   <source>Trial {1} failed: {2}</source>
   <translation>Versuch {1} scheiterte: {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/running.py" />
   <source>Trial {1}: {2} on the validation part, the best so far</source>
   <translation>Versuch {1}: {2} in der Validierung, das bisher Beste</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Trim {1}</source>
   <translation>{1} kürzen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Trust at the end</source>
   <translation>Vertrauen am Ende</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Trust in the teacher</source>
   <translation>Vertrauen in den Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>Try it on recordings that you know before you rely on it.</source>
   <translation>Probieren Sie es an bekannten Aufnahmen aus, bevor Sie sich darauf verlassen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/scenes.py" />
   <source>Two scenes have the same name.</source>
   <translation>Zwei Szenen haben denselben Namen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/microphone/passport.py" />
   <source>Uncover the microphone, speak, or go where something is to be heard.</source>
   <translation>Decken Sie das Mikrofon auf, sprechen Sie, oder gehen Sie, wo etwas zu hören ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>Undo the changes to go on with it, or start a new run.</source>
   <translation>Machen Sie die Änderungen rückgängig, um damit fortzufahren, oder starten Sie einen neuen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <location filename="../../../ml_core/stages/specialise_devices.py" />
   <source>Undo the changes, or teach a new student.</source>
   <translation>Machen Sie die Änderungen rückgängig, oder unterrichten Sie einen neuen Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Undoing it alone brings nothing clear.</source>
   <translation>Dies allein zu beheben bringt keine klare Verbesserung.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>Undone, {1} points more are right, 95 % {2} to {3}.</source>
   <translation>Behoben sind {1} Punkte mehr richtig, 95 % {2} bis {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/plugins.py" />
   <source>Uninstall all of them but one.</source>
   <translation>Deinstallieren Sie alle bis auf eines.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Up to this many bands of pitch are hidden.</source>
   <translation>Bis zu so viele Tonhöhenbänder werden verdeckt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Up to this many moments are hidden.</source>
   <translation>Bis zu so viele Augenblicke werden verdeckt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>Update ASC Studio. The file was not opened.</source>
   <translation>Aktualisieren Sie ASC Studio. Die Datei wurde nicht geöffnet.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Upper edge</source>
   <translation>Obere Grenze</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/classifier.py" />
   <source>Use 0.1 to 10 seconds.</source>
   <translation>Verwenden Sie 0,1 bis 10 Sekunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/together.py" />
   <source>Use a larger batch_size, or fewer processes.</source>
   <translation>Verwenden Sie ein größeres batch_size oder weniger Prozesse.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/chain.py" />
   <source>Use a short name without slashes.</source>
   <translation>Verwenden Sie einen kurzen Namen ohne Schrägstriche.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/naming.py" />
   <source>Use a shorter one.</source>
   <translation>Verwenden Sie einen kürzeren.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/causes.py" />
   <source>Use a smaller batch_size or memory_mb; a network that is fine-tuned may also have a micro_batch.</source>
   <translation>Verwenden Sie ein kleineres batch_size oder memory_mb; ein feinabgestimmtes Netz kann auch ein micro_batch haben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>Use a smaller peak_lr or a longer warm-up.</source>
   <translation>Verwenden Sie ein kleineres peak_lr oder ein längeres Aufwärmen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/running.py" />
   <source>Use another --out, or what it began with.</source>
   <translation>Verwenden Sie ein anderes --out oder das, womit es begann.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>Use letters, digits and spaces.</source>
   <translation>Verwenden Sie Buchstaben, Ziffern und Leerzeichen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/files.py" />
   <source>Use the published file, or a safetensors copy of it.</source>
   <translation>Verwenden Sie die veröffentlichte Datei oder eine safetensors-Kopie davon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/official/keras.py" />
   <source>Use the published yamnet.h5, or a safetensors copy of it.</source>
   <translation>Verwenden Sie die veröffentlichte yamnet.h5 oder eine safetensors-Kopie davon.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <source>Use the splits {1}</source>
   <translation>Aufteilung {1} verwenden</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>Validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Varied or clean sound, when it is fitted after contrast.</source>
   <translation>Variierter oder reiner Klang, wenn er nach dem Kontrast angepasst wird.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>WAV files of device responses; empty: our own filters.</source>
   <translation>WAV-Dateien mit Gerätefrequenzgängen; leer: unsere eigenen Filter.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/holding.py" />
   <source>Wait for it, or stop it.</source>
   <translation>Warten Sie darauf, oder halten Sie ihn an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/checkpoint.py" />
   <source>Wait until it is done, or resume it; instead of an int8 run, name the student that it was made of.</source>
   <translation>Warten Sie, bis er fertig ist, oder setzen Sie ihn fort; statt eines int8-Laufs nennen Sie den Schüler, aus dem er entstand.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Wait, or put the recordings on a faster disk.</source>
   <translation>Warten Sie, oder legen Sie die Aufnahmen auf einen schnelleren Datenträger.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>Wait, or start a new run with a smaller batch_size or network.</source>
   <translation>Warten Sie, oder starten Sie einen neuen Lauf mit kleinerem batch_size oder einem kleineren Netz.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/folder.py" />
   <source>Waiting for recordings in "{1}".</source>
   <translation>Wartet auf Aufnahmen in „{1}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Warm restarts: length of the first period, then doubled.</source>
   <translation>Warme Neustarts: Länge der ersten Periode, danach verdoppelt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Warm-up</source>
   <translation>Aufwärmen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Weight decay</source>
   <translation>Gewichtsabnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Weight of contrastive representation distillation; not with mixup.</source>
   <translation>Gewicht der kontrastiven Repräsentationsdestillation; nicht mit Mixup.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Weight of having clips as alike as they are to the teacher.</source>
   <translation>Gewicht dafür, dass Clips so ähnlich sind wie beim Lehrer.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Weight of predicting the teacher's embedding.</source>
   <translation>Gewicht dafür, das Embedding des Lehrers vorherzusagen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/support.py" />
   <source>What "{1}" was taught from is damaged.</source>
   <translation>Woraus „{1}“ angelernt wurde, ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>What is heard more often is guessed more often. Label more of the others, or leave some out.</source>
   <translation>Was öfter gehört wird, wird öfter geraten. Labeln Sie mehr von den anderen, oder lassen Sie einige aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>What it aims at, on which data.</source>
   <translation>Worauf es zielt, mit welchen Daten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>What it was made from</source>
   <translation>Woraus es entstand</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>What learns</source>
   <translation>Was lernt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>What the source does not say.</source>
   <translation>Was die Quelle nicht sagt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/cache_teacher.py" />
   <source>What the teacher says is ready: {1} clips</source>
   <translation>Lehrer angehört: {1} Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/more_data.py" />
   <source>What was learnt cannot tell how much more data would help.</source>
   <translation>Was gelernt wurde, sagt nicht, wie viel mehr Daten helfen würden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Where the settings are published.</source>
   <translation>Wo die Einstellungen veröffentlicht sind.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Where two windows are mixed.</source>
   <translation>Wo zwei Fenster gemischt werden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Which for validation</source>
   <translation>Welche für die Validierung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Which network learns.</source>
   <translation>Welches Netz lernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>While it is, the run takes about {1} times as long as estimated.</source>
   <translation>Solange das so ist, dauert der Lauf etwa {1}-mal so lang wie geschätzt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Windows per clip</source>
   <translation>Fenster je Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Windows per step while only the last layer learns.</source>
   <translation>Fenster je Schritt, solange nur die letzte Schicht lernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>Windows per step. Halve it where memory runs out.</source>
   <translation>Fenster je Schritt. Halbieren Sie es, wo der Speicher nicht reicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>With fewer than {1} it will often be missed. Leave it out, or teach it after training.</source>
   <translation>Mit weniger als {1} wird sie oft verfehlt. Lassen Sie sie aus, oder lernen Sie sie nach dem Training an.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/baking.py" />
   <source>With {1} more scenes the student would take {2} kB of at most {3}; there is room for {4}.</source>
   <translation>Mit {1} weiteren Szenen bräuchte der Schüler {2} kB von höchstens {3}; Platz ist für {4}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>Without test clips nobody knows how good it is.</source>
   <translation>Ohne Testclips weiß niemand, wie gut es ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>Without them: --without leaves these steps out.</source>
   <translation>Ohne sie: --without lässt diese Schritte aus.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>Write NAME=LOW:HIGH, NAME=LOW:HIGH:log or NAME=A,B,C; a {1} recipe has: {2}.</source>
   <translation>Schreiben Sie NAME=VON:BIS, NAME=VON:BIS:log oder NAME=A,B,C; ein Rezept für {1} hat: {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/parquet.py" />
   <source>Write it again.</source>
   <translation>Schreiben Sie sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>Write it as {1}=1:10, or {2}=1:10:log.</source>
   <translation>Schreiben Sie {1}=1:10 oder {2}=1:10:log.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/compute.py" />
   <source>Write {1}; N is 2 or more.</source>
   <translation>Schreiben Sie {1}; N ist 2 oder mehr.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/tables.py" />
   <location filename="../../../ml_core/datasets/parquet.py" />
   <source>Writing Parquet files</source>
   <translation>Das Schreiben von Parquet-Dateien</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/tables.py" />
   <location filename="../../../ml_core/shards/writing.py" />
   <source>Writing shards</source>
   <translation>Shards schreiben</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/builtin/yamnet-frozen.toml" />
   <source>YAMNet as it is, a linear classifier on its embeddings: seconds.</source>
   <translation>YAMNet, wie es ist, mit einem linearen Klassifikator auf seinen Embeddings: Sekunden.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/rows.py" />
   <source>a clip has an impossible channel</source>
   <translation>ein Clip hat einen unmöglichen Kanal</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/rows.py" />
   <source>a clip has an impossible name</source>
   <translation>ein Clip hat einen unmöglichen Namen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/rows.py" />
   <source>a clip has an impossible state</source>
   <translation>ein Clip hat einen unmöglichen Zustand</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/rows.py" />
   <source>a clip has impossible sound</source>
   <translation>ein Clip hat unmöglichen Ton</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/rows.py" />
   <source>a clip lies in an impossible place</source>
   <translation>ein Clip liegt an einer unmöglichen Stelle</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>a label at {1} s lost its frequency range, {2}{3}</source>
   <translation>ein Label bei {1} s verlor seinen Frequenzbereich, {2}{3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>a label at {1} s {2}{3}</source>
   <translation>ein Label bei {1} s {2}{3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/live/session.py" />
   <source>a live session is started once</source>
   <translation>Zugehört wird je Sitzung einmal</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>a region cannot be: {1}</source>
   <translation>einen solchen Bereich kann es nicht geben: {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>a sample rate of {1} Hz is not usable</source>
   <translation>eine Abtastrate von {1} Hz ist nicht brauchbar</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>above</source>
   <translation>über</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>above {1}</source>
   <translation>über {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/settings.py" />
   <source>an absolute path</source>
   <translation>ein vollständiger Pfad</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>and no</source>
   <translation>und auch nicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/naming.py" />
   <location filename="../../../ml_core/planning/checks.py" />
   <source>and {1} more</source>
   <translation>und {1} weitere</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>are excluded</source>
   <translation>sind ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>are stretches of a recording</source>
   <translation>sind Stücke einer Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>bands</source>
   <translation>Bänder</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>batches</source>
   <translation>Batches</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>batches in which two windows are mixed</source>
   <translation>Batches, in denen zwei Fenster gemischt werden</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>batches whose device colour is mixed</source>
   <translation>Batches, deren Gerätefarbe gemischt wird</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>begins after its end at {1} s</source>
   <translation>beginnt nach seinem Ende bei {1} s</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>below</source>
   <translation>unter</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>below {1}</source>
   <translation>unter {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>bench</source>
   <translation>misst das Tempo</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>bf16 is quicker on newer graphics cards.</source>
   <translation>bf16 ist auf neueren Grafikkarten schneller.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>block {1}</source>
   <translation>Block {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/models/registry.py" />
   <source>build returns an nn.Module with the whole number embedding_size.</source>
   <translation>build liefert ein nn.Module mit der ganzen Zahl embedding_size.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/part.py" />
   <source>bulk</source>
   <translation>Korpus</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/ranges.py" />
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <source>calibrate</source>
   <translation>kalibriert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>checking</source>
   <translation>prüft</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>cities</source>
   <translation>Städte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>city</source>
   <translation>Stadt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>clip</source>
   <translation>Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>comma-separated</source>
   <translation>mit Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/parity.py" />
   <source>compare</source>
   <translation>vergleicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/examination.py" />
   <location filename="../../../ml_core/project/relocation.py" />
   <source>comparing</source>
   <translation>vergleicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <source>convert</source>
   <translation>wandelt um</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <source>corrected live</source>
   <translation>in „Live“ berichtigt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/learning_curve.py" />
   <source>curve</source>
   <translation>berechnet die Kurve</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>cutting</source>
   <translation>schneidet</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>dB</source>
   <translation>dB</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/clip_source.py" />
   <source>decoding</source>
   <translation>dekodiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>did not end well</source>
   <translation>endete nicht gut</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>done</source>
   <translation>fertig</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>everywhere</source>
   <translation>überall</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>excluded</source>
   <translation>ausgeschlossen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/frontend/streaming.py" />
   <source>expected {1} samples, got {2}</source>
   <translation>{1} Abtastwerte erwartet, {2} bekommen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/explaining/occlusion.py" />
   <source>explain</source>
   <translation>erklärt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>fine-tuned on TAU 2022 (DCASE 2023); also _2, _3 and passt_fms_1 to _3</source>
   <translation>auf TAU 2022 feinabgestimmt (DCASE 2023); ebenso _2, _3 und passt_fms_1 bis _3</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/contents.py" />
   <location filename="../../../ml_core/datasets/fingerprints.py" />
   <source>fingerprints</source>
   <translation>berechnet Fingerabdrücke</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <source>finish</source>
   <translation>stellt fertig</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>float and int8 differ by less than they vary from moment to moment</source>
   <translation>Float und int8 unterscheiden sich weniger, als sie von Moment zu Moment schwanken</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>frames</source>
   <translation>Frames</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>from {1} to {2}</source>
   <translation>von {1} bis {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>have a frequency range</source>
   <translation>haben einen Frequenzbereich</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>have no known length yet</source>
   <translation>haben noch keine bekannte Länge</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>have no scene</source>
   <translation>haben keine Szene</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/exporting.py" />
   <source>have several scenes</source>
   <translation>haben mehrere Szenen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>headerless audio does not say its format</source>
   <translation>Audio ohne Kopfdaten nennt sein Format nicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/heard.py" />
   <source>heard live</source>
   <translation>in „Live“ gehört</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fuse_teachers.py" />
   <source>held-out sources</source>
   <translation>zurückgehaltenen Quellen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>how large steps are at their largest</source>
   <translation>wie groß Schritte höchstens sind</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/importing.py" />
   <source>importing</source>
   <translation>importiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>impulse response</source>
   <translation>Impulsantwort</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>impulse response of "{1}"</source>
   <translation>Impulsantwort von „{1}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>impulse responses</source>
   <translation>Impulsantworten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>in {1} files of {2} s, {3} Hz, {4}</source>
   <translation>in {1} Dateien von {2} s, {3} Hz, {4}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>int8 takes {1} less time than float</source>
   <translation>int8 braucht {1} weniger Zeit als Float</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>is paused</source>
   <translation>ist pausiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/clip_source.py" />
   <source>it became shorter while it was in use</source>
   <translation>sie wurde kürzer, während sie in Gebrauch war</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>it begins before the recording</source>
   <translation>es beginnt vor der Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>it cannot be copied ({1})</source>
   <translation>sie lässt sich nicht kopieren ({1})</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/examination.py" />
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>it cannot be opened</source>
   <translation>sie lässt sich nicht öffnen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>it cannot be read ({1})</source>
   <translation>sie ist nicht lesbar ({1})</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>it ends before it begins</source>
   <translation>es endet, bevor es beginnt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/sounds.py" />
   <location filename="../../../ml_core/datasets/clip_source.py" />
   <location filename="../../../ml_core/recordings/decode.py" />
   <location filename="../../../ml_core/shards/sound.py" />
   <source>it ends before {1} s</source>
   <translation>sie endet vor {1} s</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/cutting.py" />
   <source>it has no channel {1}</source>
   <translation>sie hat keinen Kanal {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>it has {1} annotations, of which the newest was taken</source>
   <translation>sie hat {1} Annotationen, von denen die neueste genommen wurde</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <location filename="../../../ml_core/recordings/sample_reader.py" />
   <source>it has {1} channels, not {2}</source>
   <translation>sie hat {1} Kanäle, nicht {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/measure.py" />
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>it holds no samples</source>
   <translation>sie enthält keine Abtastwerte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <location filename="../../../ml_core/shards/sound.py" />
   <source>it holds samples that are not numbers (NaN)</source>
   <translation>sie enthält Abtastwerte, die keine Zahlen sind (NaN)</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/cache.py" />
   <source>it holds what this program does not write</source>
   <translation>es enthält, was dieses Programm nicht schreibt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>it is a point at {1} s, not a stretch</source>
   <translation>es ist ein Punkt bei {1} s, kein Stück</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>it is cut short: it holds {1} of {2} s</source>
   <translation>sie ist abgeschnitten: Sie enthält {1} von {2} s</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>it is damaged ({1})</source>
   <translation>sie ist beschädigt ({1})</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>it is listed again on line {1}</source>
   <translation>sie steht auf Zeile {1} noch einmal</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/fields.py" />
   <source>it is nested too deep</source>
   <translation>es ist zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>it is not a file</source>
   <translation>es ist keine Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>it is not an audio file that can be decoded</source>
   <translation>es ist keine lesbare Audiodatei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/opened.py" />
   <source>it is not as long as the table of its shard says</source>
   <translation>die Datei ist nicht so lang, wie die Tabelle des Shards sagt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/in_place.py" />
   <source>it is not as long as when it was read</source>
   <translation>sie ist nicht so lang wie beim Lesen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/clip_source.py" />
   <source>it is shorter than one sample at {1}</source>
   <translation>es ist kürzer als ein Abtastwert bei {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/sound.py" />
   <source>it is too long for a shard: cut it into clips</source>
   <translation>die Aufnahme ist zu lang für einen Shard: Schneiden Sie sie in Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>it lies beyond the end of any recording</source>
   <translation>es liegt jenseits des Endes jeder Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>it was compared with the trained model by other rules than today's</source>
   <translation>es wurde mit dem trainierten Modell nach anderen Regeln verglichen, als heute gelten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>it would do what no version of this program asked for</source>
   <translation>sie täte, was keine Version dieses Programms verlangt hat</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>its begin or its end is not a number</source>
   <translation>Beginn oder Ende ist keine Zahl</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>its certificate cannot be read</source>
   <translation>sein Zertifikat ist nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>its certificate is of another file</source>
   <translation>sein Zertifikat gehört zu einer anderen Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>its end is not a number</source>
   <translation>sein Ende ist keine Zahl</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>its name is not valid UTF-8</source>
   <translation>ihr Name ist kein gültiges UTF-8</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>its name is too long for a file</source>
   <translation>ihr Name ist zu lang für eine Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>its path leads out of the folder</source>
   <translation>ihr Pfad führt aus dem Ordner hinaus</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>its recording was not found</source>
   <translation>ihre Aufnahme wurde nicht gefunden</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>its start is not a number</source>
   <translation>sein Beginn ist keine Zahl</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/quantizer.py" />
   <source>keep_float takes names, or beginnings of them, of {1}.</source>
   <translation>keep_float nimmt Namen, oder ihre Anfänge, aus {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>large</source>
   <translation>groß</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>last epochs with ranges kept still</source>
   <translation>letzte Epochen mit festen Bereichen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>left out</source>
   <translation>ausgelassen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>less</source>
   <translation>weniger</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/tables.py" />
   <source>line {1} has {2} columns, the header {3}</source>
   <translation>Zeile {1} hat {2} Spalten, die Kopfzeile {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/audacity.py" />
   <location filename="../../../ml_core/datasets/raven.py" />
   <source>line {1} of "{2}"</source>
   <translation>Zeile {1} von „{2}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/tables.py" />
   <source>line {1} of the table</source>
   <translation>Zeile {1} der Tabelle</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/plan.py" />
   <source>list</source>
   <translation>Liste</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/examples.py" />
   <location filename="../../../ml_core/enrolment/support.py" />
   <location filename="../../../ml_core/live/stream_score.py" />
   <source>listen</source>
   <translation>hört zu</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/examination.py" />
   <source>listening</source>
   <translation>hört zu</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/compute.py" />
   <source>local, processes:N, nodes, ray or ray:HOST:PORT</source>
   <translation>local, processes:N, nodes, ray oder ray:HOST:PORT</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>location</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>locations</source>
   <translation>Orte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/relocation.py" />
   <source>looking</source>
   <translation>sieht nach</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>louder</source>
   <translation>lauter</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/projection.py" />
   <source>map</source>
   <translation>zeichnet die Karte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/measure.py" />
   <source>measure</source>
   <translation>misst</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>mel bands masked at most</source>
   <translation>höchstens maskierte Mel-Bänder</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>more</source>
   <translation>mehr</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>more windows agree than there are</source>
   <translation>es stimmen mehr Fenster überein, als es gibt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/more_data.py" />
   <source>more_data</source>
   <translation>lernt aus Teilen der Daten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>needs review</source>
   <translation>zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/files.py" />
   <source>nested too deeply</source>
   <translation>zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/budget.py" />
   <source>networks</source>
   <translation>vermisst Netze</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>no devices</source>
   <translation>keine Geräte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sources.py" />
   <source>no file is named</source>
   <translation>keine Datei ist genannt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>no precision {1}</source>
   <translation>kein Zahlenformat {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>no teacher</source>
   <translation>kein Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>nobody compared the exported file with the trained model</source>
   <translation>niemand hat die exportierte Datei mit dem trainierten Modell verglichen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/project.py" />
   <location filename="../../../ml_core/project/snapshots.py" />
   <source>none yet</source>
   <translation>noch keine</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>not recognised</source>
   <translation>nicht erkannt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>octaves</source>
   <translation>Oktaven</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>of device "{1}"</source>
   <translation>mit Gerät „{1}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>of full scale</source>
   <translation>der Vollaussteuerung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>of the RMS without it</source>
   <translation>des Effektivwerts ohne ihn</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>of the duration</source>
   <translation>der Dauer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>of the samples</source>
   <translation>der Abtastwerte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>of the way from chance to certainty</source>
   <translation>des Weges vom Zufall zur Gewissheit</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>on this computer int8 takes {1} more time</source>
   <translation>auf diesem Computer braucht int8 {1} mehr Zeit</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>one clip</source>
   <translation>1 Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>one teacher alone</source>
   <translation>ein Lehrer allein</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/session.py" />
   <source>onnxruntime cannot open the network of this bundle.</source>
   <translation>onnxruntime kann das Netz dieses Bundles nicht öffnen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/overview.py" />
   <source>overview</source>
   <translation>zeichnet die Übersicht</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>pip ended with {1}.</source>
   <translation>pip endete mit {1}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/evaluation/projection.py" />
   <source>place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>pre-trained on AudioSet without labels</source>
   <translation>auf AudioSet ohne Labels vortrainiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/quantize_student.py" />
   <source>prepare</source>
   <translation>bereitet vor</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/examination.py" />
   <source>probing</source>
   <translation>sondiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>public domain</source>
   <translation>gemeinfrei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>pull of the weights towards 0</source>
   <translation>Zug der Gewichte gegen 0</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>pull towards 0</source>
   <translation>Zug gegen 0</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>quieter</source>
   <translation>leiser</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/importing.py" />
   <location filename="../../../ml_core/datasets/sharded.py" />
   <location filename="../../../ml_core/datasets/sources.py" />
   <location filename="../../../ml_core/datasets/surveying.py" />
   <source>reading</source>
   <translation>liest</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>recording</source>
   <translation>Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>s</source>
   <translation>s</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/problems.py" />
   <source>s of the same sound</source>
   <translation>s desselben Klangs</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>semicolon-separated</source>
   <translation>mit Semikolons getrennt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/sensitivity.py" />
   <source>sensitivity</source>
   <translation>prüft Schichten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>session</source>
   <translation>Sitzung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>sessions</source>
   <translation>Sitzungen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/importing.py" />
   <source>several recordings have this name</source>
   <translation>mehrere Aufnahmen heißen so</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>sharding</source>
   <translation>schreibt Shards</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/copies.py" />
   <source>shares {1} s of sound with "{2}"</source>
   <translation>hat {1} s Klang mit „{2}“ gemeinsam</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>small</source>
   <translation>klein</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>softens the float student</source>
   <translation>macht den Float-Schüler weicher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>softens the teacher</source>
   <translation>macht den Lehrer weicher</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>sources</source>
   <translation>Quellen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>stage {1}</source>
   <translation>Stufe {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/running.py" />
   <location filename="../../../ml_core/worker.py" />
   <source>start</source>
   <translation>beginnt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/loop.py" />
   <source>step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>steps of the first part</source>
   <translation>Schritte des ersten Teils</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/synthetic.py" />
   <source>synthetic scenes</source>
   <translation>synthetische Szenen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>tab-separated</source>
   <translation>mit Tabulatoren getrennt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>task {1} names no recording</source>
   <translation>Aufgabe {1} nennt keine Aufnahme</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labelstudio.py" />
   <source>task {1} of "{2}"</source>
   <translation>Aufgabe {1} von „{2}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/parting.py" />
   <source>the classifier</source>
   <translation>der Klassifikator</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>the device</source>
   <translation>das Gerät</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>the file is empty</source>
   <translation>die Datei ist leer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/clip_source.py" />
   <location filename="../../../ml_core/datasets/importing.py" />
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>the file is missing</source>
   <translation>die Datei fehlt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/stages.py" />
   <source>the fit: cross-entropy on sources held out, L-BFGS, weak L2</source>
   <translation>die Anpassung: Kreuzentropie auf zurückgehaltenen Quellen, L-BFGS, schwaches L2</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/parting.py" />
   <source>the input</source>
   <translation>der Eingang</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>the kind of file</source>
   <translation>die Art der Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>the level</source>
   <translation>der Pegel</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>the mean of all channels</source>
   <translation>das Mittel aller Kanäle</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/parting.py" />
   <source>the number of rounded tensors</source>
   <translation>die Zahl gerundeter Tensoren</translation>
  </message>
  <message>
   <location filename="../../../ml_core/quantization/parting.py" />
   <source>the pooling</source>
   <translation>das Pooling</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>the recommended row is missing</source>
   <translation>die empfohlene Zeile fehlt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/copies.py" />
   <source>the same file as "{1}"</source>
   <translation>dieselbe Datei wie „{1}“</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>the same, fine-tuned on AudioSet's 527 classes</source>
   <translation>dasselbe, auf den 527 Klassen von AudioSet feinabgestimmt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>the student of DCASE 2023, trained on TAU 2022; a Lightning checkpoint</source>
   <translation>der Schüler von DCASE 2023, auf TAU 2022 trainiert; ein Lightning-Checkpoint</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>the table "{1}" has other columns</source>
   <translation>die Tabelle „{1}“ hat andere Spalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>the table "{1}" holds what it cannot</source>
   <translation>die Tabelle „{1}“ enthält, was nicht sein kann</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>the table "{1}" names what is not there</source>
   <translation>die Tabelle „{1}“ nennt, was es nicht gibt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/soundness.py" />
   <source>the table "{1}" names what no folder can hold</source>
   <translation>die Tabelle „{1}“ nennt, was kein Ordner enthalten kann</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>the teacher</source>
   <translation>der Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ml_core/microphone/likeness.py" />
   <source>the unnamed device</source>
   <translation>das unbenannte Gerät</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/levels.py" />
   <source>the wave lies {1} % {2} zero</source>
   <translation>die Welle liegt {1} % {2} null</translation>
  </message>
  <message>
   <location filename="../../../ml_core/shards/writing.py" />
   <source>there is no room for another shard; --also names a further disk</source>
   <translation>für einen weiteren Shard ist kein Platz; --also nennt ein weiteres Laufwerk</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/decode.py" />
   <source>there is no stretch of {1} s at {2} s</source>
   <translation>es gibt kein Stück von {1} s bei {2} s</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>threads</source>
   <translation>Threads</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>train</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/official.py" />
   <source>train and test</source>
   <translation>Training und Test</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>trained on AudioSet's 521 classes; its page names the address of the file</source>
   <translation>auf den 521 Klassen von AudioSet trainiert; seine Seite nennt die Adresse der Datei</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>trained on AudioSet's 527 classes</source>
   <translation>auf den 527 Klassen von AudioSet trainiert</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.toml" />
   <source>trained on TAU 2022 (DCASE 2023); also _2, _3 and cpr_128k_fms_1 to _3</source>
   <translation>auf TAU 2022 trainiert (DCASE 2023); ebenso _2, _3 und cpr_128k_fms_1 bis _3</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/fuse_teachers.py" />
   <source>training sources</source>
   <translation>Trainingsquellen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>trust in the float student</source>
   <translation>Vertrauen in den Float-Schüler</translation>
  </message>
  <message>
   <location filename="../../../ml_core/search/space.py" />
   <source>trust in the teacher; the rest is in the labels</source>
   <translation>Vertrauen in den Lehrer; der Rest liegt in den Labels</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/training.py" />
   <source>two names or more, with commas</source>
   <translation>zwei oder mehr Namen, mit Kommas</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/device_sounds.py" />
   <source>undo</source>
   <translation>macht rückgängig</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/database.py" />
   <source>unsupported file format</source>
   <translation>nicht unterstütztes Dateiformat</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/verification.py" />
   <source>vectors.npz cannot be read.</source>
   <translation>vectors.npz ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>verified</source>
   <translation>bestätigt</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>was stopped</source>
   <translation>wurde angehalten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>when it had {1}</source>
   <translation>bei {1}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>which begins at {1} Hz: the recording holds {2} Hz at most</source>
   <translation>der bei {1} Hz beginnt: Die Aufnahme reicht höchstens bis {2} Hz</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/arrivals.py" />
   <source>which is empty: {1} to {2} Hz</source>
   <translation>der leer ist: {1} bis {2} Hz</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/settings.py" />
   <source>windows</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/leaks.py" />
   <source>{1} "{2}" is on both sides: {3}</source>
   <translation>{1} „{2}“ ist auf beiden Seiten: {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/levels.py" />
   <source>{1} % of it is below {2} dBFS</source>
   <translation>{1} % davon liegen unter {2} dBFS</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} % of its clips are cut off at full scale, of the training devices' {2} %.</source>
   <translation>{1} % seiner Clips sind an der Vollaussteuerung abgeschnitten, bei den Trainingsgeräten {2} %.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/levels.py" />
   <source>{1} % of the samples are cut off</source>
   <translation>{1} % der Abtastwerte sind abgeschnitten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/device_responses.py" />
   <source>{1} (it is silent)</source>
   <translation>{1} (ist still)</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.py" />
   <source>{1} ({2}), {3} MB, licence: {4}, at {5}</source>
   <translation>{1} ({2}), {3} MB, Lizenz: {4}, unter {5}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/packs.py" />
   <source>{1} GB of disk are missing.</source>
   <translation>Es fehlen {1} GB auf dem Datenträger.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} It computes: one step of this network takes long here.</source>
   <translation>{1} Er rechnet: Ein Schritt dieses Netzes dauert hier lang.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} It had {2}.</source>
   <translation>{1} Er hatte {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} It waits for memory that it did not get.</source>
   <translation>{1} Er wartet auf Speicher, den er nicht bekam.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} It waits, probably for a disk or a network drive ({2}).</source>
   <translation>{1} Er wartet, vermutlich auf einen Datenträger oder ein Netzlaufwerk ({2}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} It was halted from outside.</source>
   <translation>{1} Er wurde von außen angehalten.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} Probably the disk is slow: it waits for reading.</source>
   <translation>{1} Vermutlich ist der Datenträger langsam: Er wartet auf das Lesen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/runs/ending.py" />
   <source>{1} The log says more.</source>
   <translation>{1} Das Protokoll sagt mehr.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>{1} agreement on {2} windows makes only {3} sure, {4} needed.</source>
   <translation>{1} Übereinstimmung auf {2} Fenstern macht nur {3} sicher, nötig sind {4}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>{1} agreement, {2} needed.</source>
   <translation>{1} Übereinstimmung, nötig sind {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>{1} alone tells the scene of {2} % of clips it was not fitted on; a guess is right for {3} %, the best of {4} probes on shuffled scenes for {5} %</source>
   <translation>Allein an einem Merkmal ({1}) ist die Szene von {2} % der Clips zu erkennen, die nicht zum Anpassen dienten; Raten trifft {3} %, die beste von {4} Sonden auf vertauschten Szenen {5} %</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} and {2} suffer most</source>
   <translation>{1} und {2} leiden am meisten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} are free. Close other programs, or use a smaller batch_size.</source>
   <translation>{1} sind frei. Schließen Sie andere Programme, oder verwenden Sie ein kleineres batch_size.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} are mostly silent</source>
   <translation>{1} sind größtenteils still</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/labels.py" />
   <source>{1} but done and new (clips: {2}).</source>
   <translation>{1} außer „done“ und „new“ (Clips: {2}).</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} cannot be found</source>
   <translation>{1} nicht auffindbar</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>{1} changed since "{2}" was started.</source>
   <translation>{1} sich geändert, seit „{2}“ gestartet wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} cities: too few to say.</source>
   <translation>{1} Städte: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} clip</source>
   <translation>{1} Clip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} clipped clips</source>
   <translation>{1} übersteuerte Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} clips</source>
   <translation>{1} Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>{1} clips are</source>
   <translation>{1} Clips sind</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} clips train, {2} test</source>
   <translation>{1} Clips trainieren, {2} testen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} clips: too few to say.</source>
   <translation>{1} Clips: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/overview.py" />
   <source>{1} columns from sample {2} to {3}</source>
   <translation>{1} Spalten von Abtastwert {2} bis {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} dB {2} than the training devices.</source>
   <translation>{1} dB {2} als die Trainingsgeräte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} dB {2} {3} than the training devices. Nearest of these is {4}, {5} dB away per band.</source>
   <translation>{1} dB {2} {3} als die Trainingsgeräte. Am nächsten davon ist {4}, je Band {5} dB entfernt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} device</source>
   <translation>{1} Gerät</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} devices</source>
   <translation>{1} Geräte</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>{1} does not answer.</source>
   <translation>{1} antwortet nicht.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} duplicate clips</source>
   <translation>{1} doppelte Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/cluster/far_side.py" />
   <source>{1} ended {2} in {3}</source>
   <translation>{1} endete {2} in {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <source>{1} groups by {2}: too few to say.</source>
   <translation>{1} Gruppen nach {2}: zu wenig für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} has one training clip</source>
   <translation>{1} hat 1 Trainingsclip</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} has {2} times as many clips as {3}</source>
   <translation>{1} hat {2}-mal so viele Clips wie {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} has {2} training clips</source>
   <translation>{1} hat {2} Trainingsclips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/finetune_teacher.py" />
   <source>{1} hears all patches: patchout is for passt.</source>
   <translation>{1} hört alle Patches: Patchout ist für passt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} in training and test</source>
   <translation>{1} in Training und Test</translation>
  </message>
  <message>
   <location filename="../../../ml_core/evaluation/comparison.py" />
   <source>{1} is better by {2} points, 95 % {3} to {4}.</source>
   <translation>{1} ist um {2} Punkte besser, 95 %: {3} bis {4} Punkte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/capture.py" />
   <source>{1} is gone.</source>
   <translation>{1} ist weg.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>{1} is left out: {2}</source>
   <translation>{1} wird ausgelassen: {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/contents.py" />
   <source>{1} is no number</source>
   <translation>{1} ist keine Zahl</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} is not clearly lower than the training devices: {2} points, {3}.</source>
   <translation>{1} ist nicht klar schwächer als die Trainingsgeräte: {2} Punkte, {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recordings/tiles.py" />
   <source>{1} is not one of {2}</source>
   <translation>{1} gehört nicht zu {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} is {2} points under the training devices, {3}.</source>
   <translation>{1} liegt {2} Punkte unter den Trainingsgeräten, {3}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} labelled clips are in neither part</source>
   <translation>{1} gelabelte Clips sind in keinem der Teile</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} leaking clips</source>
   <translation>{1} Clips auf beiden Seiten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/prepare.py" />
   <source>{1} left out, {2} remain: {3}</source>
   <translation>{1} ausgelassen, {2} bleiben: {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} locations: too few to say.</source>
   <translation>{1} Orte: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/levels.py" />
   <source>{1} long, {2} s are heard at a time</source>
   <translation>{1} lang, gehört werden {2} s auf einmal</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} more are divided, but have no scene of this run or are excluded.</source>
   <translation>{1} weitere sind aufgeteilt, haben aber keine Szene dieses Laufs oder sind ausgeschlossen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} near-duplicate clips</source>
   <translation>{1} fast doppelte Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/recipes/weights.py" />
   <source>{1} needs its published weights. The authors publish {2}.</source>
   <translation>{1} braucht seine veröffentlichten Gewichte. Die Autoren veröffentlichen {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} needs the {2} pack, which is not installed.</source>
   <translation>{1} braucht das Paket „{2}“, das nicht installiert ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} of disk are missing</source>
   <translation>Es fehlen {1} auf dem Datenträger</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/why.py" />
   <source>{1} of its {2} extra errors.</source>
   <translation>{1} seiner {2} zusätzlichen Fehler.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/splits.py" />
   <source>{1} of the {2} are in training and test, the first is "{3}".</source>
   <translation>{1} der {2} sind in Training und Test, darunter „{3}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/sharded.py" />
   <source>{1} of the {2} clips are not in the shards of "{3}", the first is of "{4}".</source>
   <translation>{1} der {2} Clips sind nicht in den Shards von „{3}“, der erste gehört zu „{4}“.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/project/edits.py" />
   <source>{1} of {2} clips have no scene yet.</source>
   <translation>{1} von {2} Clips haben noch keine Szene.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/shortcuts.py" />
   <source>{1} of {2} clips {3}</source>
   <translation>{1} von {2} Clips {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} of {2} kB, {3} of {4} MMAC</source>
   <translation>{1} von {2} kB, {3} von {4} MMAC</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bulk/running.py" />
   <source>{1} of {2} parts did not end well. "{3}": {4}</source>
   <translation>{1} von {2} Teilen endeten nicht gut. „{3}“: {4}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/certificate.py" />
   <source>{1} of {2} windows that are decided otherwise were too clear for rounding to be the cause.</source>
   <translation>{1} von {2} anders entschiedenen Fenstern waren zu klar, als dass Runden der Grund sein könnte.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} offset clips</source>
   <translation>{1} Clips mit Gleichanteil</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/speed.py" />
   <source>{1} on {2}: {3}. {4} times faster than real time{5}.</source>
   <translation>{1} auf {2}: {3}. {4}-mal schneller als Echtzeit{5}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/training/together.py" />
   <source>{1} processes need as many GPUs; there are {2}.</source>
   <translation>{1} Prozesse brauchen ebenso viele GPUs; es gibt {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} recordings: too few to say.</source>
   <translation>{1} Aufnahmen: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>{1} runs in one process.</source>
   <translation>{1} läuft in einem Prozess.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/worker.py" />
   <source>{1} runs in one process: its ranges follow the batches as they pass.</source>
   <translation>{1} läuft in einem Prozess: Die Wertebereiche folgen den durchlaufenden Batches.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} scenes can be learned</source>
   <translation>{1} Szenen lassen sich lernen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} sessions: too few to say.</source>
   <translation>{1} Sitzungen: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} short clips</source>
   <translation>{1} kurze Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} silent clips</source>
   <translation>{1} stille Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} sources: too few to say.</source>
   <translation>{1} Quellen: zu wenige für eine Aussage.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>{1} starts from published weights. {2}</source>
   <translation>{1} beginnt bei veröffentlichten Gewichten. {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1} suffers most</source>
   <translation>{1} leidet am meisten</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} telling clips</source>
   <translation>{1} verräterische Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>{1} test clips instead of {2}.</source>
   <translation>{1} Testclips statt {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>{1} training clips instead of {2}.</source>
   <translation>{1} Trainingsclips statt {2}.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/stages/reproduce.py" />
   <source>{1} trains nothing</source>
   <translation>{1} trainiert nichts</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <location filename="../../../ml_core/labelling/doctor/fixes.py" />
   <source>{1} unreadable clips</source>
   <translation>{1} unlesbare Clips</translation>
  </message>
  <message>
   <location filename="../../../ml_core/enrolment/teaching.py" />
   <source>{1} usable seconds are not enough to teach "{2}"; it takes at least {3}, better 30.</source>
   <translation>{1} brauchbare Sekunden genügen nicht, um „{2}“ anzulernen; nötig sind mindestens {3}, besser 30.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1} {2}: in the test, not in training</source>
   <translation>{1} {2}: im Test, nicht im Training</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, addition</source>
   <translation>{1}, Addition</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, addition {2}</source>
   <translation>{1}, Addition {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, convolution</source>
   <translation>{1}, Faltung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, convolution {2}</source>
   <translation>{1}, Faltung {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, normalisation</source>
   <translation>{1}, Normalisierung</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, normalisation {2}</source>
   <translation>{1}, Normalisierung {2}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/errors.py" />
   <source>{1}, result</source>
   <translation>{1}, Ergebnis</translation>
  </message>
  <message>
   <location filename="../../../ml_core/datasets/staging.py" />
   <source>{1}, {2} are missing</source>
   <translation>{1}, {2} fehlen</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1}. The result would look better than it is.</source>
   <translation>{1}. Das Ergebnis sähe besser aus, als es ist.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/planning/checks.py" />
   <source>{1}. They would be left out.</source>
   <translation>{1}. Sie würden ausgelassen.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/verification.py" />
   <source>{1}.onnx does not give the outputs it was delivered with.</source>
   <translation>{1}.onnx liefert nicht die Ausgaben, mit denen es ausgeliefert wurde.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>{1}: "{2}" does not let the model be passed on.</source>
   <translation>{1}: „{2}“ erlaubt nicht, das Modell weiterzugeben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>{1}: it is not known what "{2}" allows.</source>
   <translation>{1}: Es ist unbekannt, was „{2}“ erlaubt.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/bundle/licences.py" />
   <source>{1}: no licence is stated.</source>
   <translation>{1}: Es ist keine Lizenz angegeben.</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/levels.py" />
   <source>{1}; it sounds for {2} s</source>
   <translation>{1}; es klingt {2} s lang</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/copies.py" />
   <source>{1}; labelled {2} here, {3} there</source>
   <translation>{1}; hier als {2} gelabelt, dort als {3}</translation>
  </message>
  <message>
   <location filename="../../../ml_core/labelling/doctor/copies.py" />
   <source>{1}; this is in {2}, the other in {3}</source>
   <translation>{1}; dieser ist in {2}, der andere in {3}</translation>
  </message>
 </context>
</TS>
