<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>BundleHint</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/dropping.py" />
   <source>Only a bundle can be verified here: NAME.ascbundle</source>
   <translation>Hier lässt sich nur ein Bundle prüfen: NAME.ascbundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/dropping.py" />
   <source>Release to verify {name}</source>
   <translation>Loslassen, um {name} zu prüfen</translation>
  </message>
 </context>
 <context>
  <name>BundleList</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>Bundles</source>
   <translation>Bundles</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>Drop a bundle here to verify it</source>
   <translation>Bundle hier ablegen, um es zu prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>Verify a bundle…</source>
   <translation>Bundle prüfen…</translation>
  </message>
 </context>
 <context>
  <name>BundleRow</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>being read</source>
   <translation>wird gelesen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>came with ASC Studio</source>
   <translation>mitgeliefert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>d MMM</source>
   <comment>day and month</comment>
   <translation>d. MMM</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>not deployable: {share}</source>
   <translation>nicht einsetzbar: {share}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>refused</source>
   <translation>abgelehnt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/bundle_list.py" />
   <source>today</source>
   <translation>heute</translation>
  </message>
 </context>
 <context>
  <name>CertificateCard</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Accuracy, float to int8</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>As in float</source>
   <translation>Wie in Float</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>As in training</source>
   <translation>Wie im Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Certificate…</source>
   <translation>Zertifikat…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Deployable</source>
   <translation>Einsetzbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>First layer that parts</source>
   <translation>Abweichung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Gap</source>
   <translation>Abstand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>How far a score differs at most, in steps of the int8 output. More than 2 is a warning.</source>
   <translation>Wie weit ein Wert höchstens abweicht, in Stufen der int8-Ausgabe. Mehr als 2 ist eine Warnung.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>It is being verified.</source>
   <translation>Wird geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Its files, and what its networks compute.</source>
   <translation>Seine Dateien und was seine Netze berechnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Not certified</source>
   <translation>Nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Not deployable</source>
   <translation>Nicht einsetzbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>On the test clips, in percent: before and after it was made int8.</source>
   <translation>Auf den Testclips, in Prozent: vor und nach der Umwandlung in int8.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Per device</source>
   <translation>Je Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Per scene</source>
   <translation>Je Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Same decisions</source>
   <translation>Wie in PyTorch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Test vectors</source>
   <translation>Testvektoren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>The exported file decides like the trained model on {share} of {n} windows.</source>
   <translation>Die exportierte Datei entscheidet auf {share} von {n} Fenstern wie das trainierte Modell.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>The first layer whose numbers differ by more than rounding explains.</source>
   <translation>Die erste Schicht, deren Zahlen um mehr abweichen, als das Runden erklärt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Unexplained differences</source>
   <translation>Unerklärt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Verifying</source>
   <translation>Wird geprüft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>What the networks compute here is what they computed where it was made.</source>
   <translation>Die Netze rechnen hier dasselbe wie dort, wo das Bundle entstand.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Windows decided like before it was made int8. Told only: it may differ.</source>
   <translation>Fenster, die wie vor der Umwandlung in int8 entschieden werden. Nur zur Kenntnis: Es darf abweichen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Windows decided like by the network that was trained, with rounding simulated.</source>
   <translation>Fenster, die wie vom trainierten Netz mit simuliertem Runden entschieden werden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Windows that are decided otherwise, and by more than rounding explains.</source>
   <translation>Fenster, die anders entschieden werden, und zwar um mehr, als das Runden erklärt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>Windows that the exported file decides like the int8 network in PyTorch.</source>
   <translation>Fenster, in denen die exportierte Datei wie das int8-Netz in PyTorch entscheidet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>equal</source>
   <translation>gleich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>{defects} of {n}</source>
   <translation>{defects} von {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>{n} steps (≤ 2)</source>
   <translation>{n} Stufen (≤ 2)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_card.py" />
   <source>{share} (≥ {needed})</source>
   <translation>{share} (≥ {needed})</translation>
  </message>
 </context>
 <context>
  <name>CertificateDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Certificate of {name}</source>
   <translation>Zertifikat von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Converted against exported</source>
   <translation>Umgewandelt gegen exportiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Disagreements</source>
   <translation>Abweichende Entscheidungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Fake-quantised against exported</source>
   <translation>Scheinquantisiert gegen exportiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>First layer that parts</source>
   <translation>Abweichung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Float against exported</source>
   <translation>Float gegen exportiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Gap in output steps: median, 95 %, largest</source>
   <translation>Abstand in Ausgabestufen: Median, 95 %, größter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Largest margin of float among them</source>
   <translation>Größter Vorsprung von Float darunter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Measured on</source>
   <translation>Gemessen auf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Needed</source>
   <translation>Nötig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>No device</source>
   <translation>Kein Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Per device</source>
   <translation>Je Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Per scene</source>
   <translation>Je Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Same decision</source>
   <translation>Gleiche Entscheidung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Surer than that, so defects</source>
   <translation>Sicherer als das, also Defekte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>What rounding can move</source>
   <translation>Was Runden bewegen kann</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Windows</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>Windows decided otherwise</source>
   <translation>Anders entschiedene Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>all labelled ones</source>
   <translation>alle gelabelten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>of the test set</source>
   <translation>des Testteils</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>of them shifted copies</source>
   <translation>davon verschobene Kopien</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/certificate_dialog.py" />
   <source>{n} steps</source>
   <translation>{n} Stufen</translation>
  </message>
 </context>
 <context>
  <name>ChipCard</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Being estimated.</source>
   <translation>Wird geschätzt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Estimate</source>
   <translation>Schätzung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Flash</source>
   <translation>Flash</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>It cannot be written as C source: {reason}</source>
   <translation>Es lässt sich nicht als C-Quelltext schreiben: {reason}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>It may not keep up with sound.</source>
   <translation>Es hält vielleicht nicht mit dem Klang Schritt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Kernels that makers tune by hand took {low} to {high} ms for as many operations, in MLPerf Tiny.</source>
   <translation>Von Herstellern handoptimierte Kernel brauchten für ebenso viele Operationen {low} bis {high} ms, in MLPerf Tiny.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>MMAC</source>
   <translation>MMAC</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Microcontroller</source>
   <translation>Mikrocontroller</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>On a microcontroller</source>
   <translation>Auf einem Mikrocontroller</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Operations</source>
   <translation>Aufwand</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>Sizes are those of the C source; cycles are counted instructions times the cycles such code takes on this core.</source>
   <translation>Die Größen sind die des C-Quelltextes; die Takte sind gezählte Befehle mal die Takte, die solcher Code auf diesem Kern braucht.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>kB</source>
   <translation>kB</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/chip_card.py" />
   <source>{core} at {clock} MHz: about {ms} ms for {window} s of sound, {low} to {high}. Memory holds the window of samples too, {samples} kB of it.</source>
   <translation>{core} mit {clock} MHz: etwa {ms} ms für {window} s Klang, {low} bis {high}. Im Speicher liegt auch das Fenster der Abtastwerte, {samples} kB davon.</translation>
  </message>
 </context>
 <context>
  <name>DeployPage</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>A bundle is one file that runs anywhere onnxruntime runs. Make one from a run.</source>
   <translation>Ein Bundle ist eine einzige Datei, die überall läuft, wo onnxruntime läuft. Erzeugen Sie eines aus einem Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Bundles</source>
   <translation>Bundles</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Bundles (*.ascbundle)</source>
   <translation>Bundles (*.ascbundle)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Certificate…</source>
   <translation>Zertifikat…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Choose a run…</source>
   <translation>Lauf wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Copy the code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Copy the code for Python</source>
   <translation>Code für Python kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Deploy</source>
   <translation>Ausliefern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Export as C source…</source>
   <translation>Als C-Quelltext exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Export as a web page…</source>
   <translation>Als Webseite exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Export bundle…</source>
   <translation>Bundle exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Export the bundle</source>
   <translation>Bundle exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Folder in which the C source shall lie</source>
   <translation>Ordner für den C-Quelltext</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Folder in which the web page shall lie</source>
   <translation>Ordner für die Webseite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>It is being measured.</source>
   <translation>Wird gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>It is being verified.</source>
   <translation>Wird geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>It is being written.</source>
   <translation>Wird geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Listen with it</source>
   <translation>Damit zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Make a model travel</source>
   <translation>Ein Modell auf die Reise schicken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Make it int8 again</source>
   <translation>Erneut in int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Measure its speed</source>
   <translation>Tempo messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Next bundle</source>
   <translation>Nächstes Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>That is the bundle itself.</source>
   <translation>Das ist das Bundle selbst.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>The bundle</source>
   <translation>Das Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>The code is copied</source>
   <translation>Der Code ist kopiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>There is no bundle.</source>
   <translation>Es gibt kein Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>This bundle was refused.</source>
   <translation>Dieses Bundle wurde abgelehnt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Try it in Python</source>
   <translation>In Python ausprobieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Verify a bundle</source>
   <translation>Bundle prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>Verify a bundle…</source>
   <translation>Bundle prüfen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>{name} is there already: choose it itself to replace it.</source>
   <translation>{name} gibt es schon: Wählen Sie die Datei selbst, um sie zu ersetzen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/view.py" />
   <source>{name}, from run “{run}”</source>
   <translation>{name}, aus dem Lauf „{run}“</translation>
  </message>
 </context>
 <context>
  <name>DeployPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/presenter.py" />
   <source>Export of {name}</source>
   <translation>Export von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/presenter.py" />
   <source>Speed of {name}</source>
   <translation>Tempo von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/presenter.py" />
   <source>Verified: {name} is whole</source>
   <translation>Geprüft: {name} ist unversehrt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/presenter.py" />
   <source>{name} is written, {size}</source>
   <translation>{name} ist geschrieben, {size}</translation>
  </message>
 </context>
 <context>
  <name>ExportRow</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Being written</source>
   <translation>Wird geschrieben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Export {what}</source>
   <translation>{what} exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Export…</source>
   <translation>Export…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>It is being written.</source>
   <translation>Wird geschrieben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Written to {name}</source>
   <translation>Nach {name} geschrieben</translation>
  </message>
 </context>
 <context>
  <name>RefusedCard</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/refused_card.py" />
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/refused_card.py" />
   <source>{name} was not opened.</source>
   <translation>{name} wurde nicht geöffnet.</translation>
  </message>
 </context>
 <context>
  <name>SpeedBars</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>1 thread</source>
   <translation>1 Thread</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>19 of 20</source>
   <translation>19 von 20</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Honest speed, this computer</source>
   <translation>Ehrliches Tempo auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>float</source>
   <translation>Float</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>half of the time</source>
   <translation>die Hälfte der Zeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>int8</source>
   <translation>int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>recommended</source>
   <translation>empfohlen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} ms</source>
   <translation>{n} ms</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} threads</source>
   <translation>{n} Threads</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{precision}, {threads}: {half}, 19 of 20 under {most}</source>
   <translation>{precision}, {threads}: {half}, 19 von 20 unter {most}</translation>
  </message>
 </context>
 <context>
  <name>SpeedCard</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>1 thread</source>
   <translation>1 Thread</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Close other programs for a fair result.</source>
   <translation>Schließen Sie für ein faires Ergebnis andere Programme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Energy is not told by this computer.</source>
   <translation>Dieser Computer gibt keine Auskunft über Energie.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Float and int8 differ by less than they vary.</source>
   <translation>Float und int8 unterscheiden sich weniger, als sie schwanken.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Honest speed, this computer</source>
   <translation>Ehrliches Tempo auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>It takes {n} % less time than float.</source>
   <translation>Es braucht {n} % weniger Zeit als Float.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Measure</source>
   <translation>Messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Measure again</source>
   <translation>Erneut messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Measuring</source>
   <translation>Es wird gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Not measured here yet: float and int8, on one thread and on more.</source>
   <translation>Hier noch nicht gemessen: Float und int8, mit einem Thread und mit mehreren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>On this computer int8 is {n} % slower.</source>
   <translation>Auf diesem Computer ist int8 {n} % langsamer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Other programs were at work: close them and measure again.</source>
   <translation>Andere Programme liefen: Schließen Sie sie und messen Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Recommended: float on {threads}.</source>
   <translation>Empfohlen: Float mit {threads}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>Recommended: int8 on {threads}.</source>
   <translation>Empfohlen: int8 mit {threads}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>for one second of sound</source>
   <translation>für eine Sekunde Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>for {n} s of sound</source>
   <translation>für {n} s Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>front end</source>
   <translation>Frontend</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>measured just now</source>
   <translation>gerade eben gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>measured more than a week ago</source>
   <translation>vor mehr als einer Woche gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>measured {n} days ago</source>
   <translation>vor {n} Tagen gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>measured {n} h ago</source>
   <translation>vor {n} h gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>measured {n} min ago</source>
   <translation>vor {n} min gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} mJ for one window, the whole processor.</source>
   <translation>{n} mJ für ein Fenster, der ganze Prozessor.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} threads</source>
   <translation>{n} Threads</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} times faster than real time, {size} of memory.</source>
   <translation>{n}-mal schneller als Echtzeit, {size} Speicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/speed_card.py" />
   <source>{n} times faster than real time.</source>
   <translation>{n}-mal schneller als Echtzeit.</translation>
  </message>
 </context>
 <context>
  <name>TakePanel</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Bundle</source>
   <translation>Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>C source</source>
   <translation>C-Quelltext</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Fingerprint</source>
   <translation>Fingerabdruck</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>In the bundle</source>
   <translation>Im Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Its card names no licence.</source>
   <translation>Seine Karte nennt keine Lizenz.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Licences not known</source>
   <translation>Lizenzen unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Licences of data and teachers: {names}</source>
   <translation>Lizenzen von Daten und Lehrern: {names}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Listens in any browser, offline</source>
   <translation>Läuft im Browser, offline</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>May be passed on</source>
   <translation>Darf weitergegeben werden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Not to be passed on</source>
   <translation>Darf nicht weitergegeben werden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>ONNX with front end, scenes, card</source>
   <translation>ONNX samt Frontend</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Take it with you</source>
   <translation>Zum Mitnehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Taught places</source>
   <translation>Angelernte Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Try it in Python</source>
   <translation>In Python ausprobieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Two files, no allocation</source>
   <translation>Zwei Dateien, kein malloc</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>Web page</source>
   <translation>Webseite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>card.md, bundle.json and others</source>
   <translation>card.md, bundle.json und andere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/take_panel.py" />
   <source>{size} flash</source>
   <translation>{size} Flash</translation>
  </message>
 </context>
 <context>
  <name>VerdictWords</name>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>It decides like the network that was trained on {share} only.</source>
   <translation>Es entscheidet nur auf {share} der Fenster wie das trainierte Netz.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>Not certified</source>
   <translation>Nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>Not deployable: {share} agreement</source>
   <translation>Nicht einsetzbar: {share} Übereinstimmung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>They part at {layer}.</source>
   <translation>Sie weichen voneinander ab, zuerst bei {layer}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>They part at {layer}: its scale is {factor} times what it should be.</source>
   <translation>Sie weichen voneinander ab, zuerst bei {layer}: Die Skala ist das {factor}-Fache dessen, was sie sein sollte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>Too few windows to be sure: it may be as low as {low}.</source>
   <translation>Zu wenige Fenster, um sicher zu sein: Es können auch nur {low} sein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>Try it on recordings that you know before you rely on it.</source>
   <translation>Probieren Sie es an bekannten Aufnahmen aus, bevor Sie sich darauf verlassen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/deploy/verdict_words.py" />
   <source>{needed} % is needed.</source>
   <translation>Nötig sind {needed} %.</translation>
  </message>
 </context>
</TS>
