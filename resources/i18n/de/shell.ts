<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>About ASC Studio</source>
   <translation>Über ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Copy version</source>
   <translation>Version kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Nothing here names that.</source>
   <translation>Dazu findet sich hier nichts.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Search in names and licences</source>
   <translation>In Namen und Lizenzen suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Source: {address}</source>
   <translation>Quelle: {address}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Text of the licence</source>
   <translation>Text der Lizenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Version and source</source>
   <translation>Version und Quelle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Version {version}. Licence: Apache-2.0. Nothing here connects to a network.</source>
   <translation>Version {version}. Lizenz: Apache-2.0. Nichts davon verbindet sich mit einem Netz.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>Version {version}. Licence: {licence}.</source>
   <translation>Version {version}. Lizenz: {licence}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>What came along</source>
   <translation>Mitgeliefertes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/about.py" />
   <source>What came along, and its licences</source>
   <translation>Mitgeliefertes und seine Lizenzen</translation>
  </message>
 </context>
 <context>
  <name>ActivityPanel</name>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>%1 needs you</source>
   <translation>%1 gescheitert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>%1 of %2</source>
   <translation>%1 von %2</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>%1 running</source>
   <translation>%1 aktiv</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Cancelled after %1</source>
   <translation>Nach %1 abgebrochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Clear done</source>
   <translation>Erledigtes entfernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Close Activity</source>
   <translation>Aktivität schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Done in %1</source>
   <translation>Fertig in %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/activity.py" />
   <source>Nothing runs. Imports, training and measurements appear here.</source>
   <translation>Es läuft nichts. Importe, Training und Messungen erscheinen hier.</translation>
  </message>
 </context>
 <context>
  <name>CommandField</name>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Search clips, run a command</source>
   <translation>Clips suchen, Befehl ausführen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Search or run</source>
   <translation>Suche, Befehle</translation>
  </message>
 </context>
 <context>
  <name>GuideWindow</name>
  <message>
   <location filename="../../../ascstudio/shell/guide.py" />
   <source>Chapters</source>
   <translation>Kapitel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/guide.py" />
   <source>No chapter holds these words.</source>
   <translation>Kein Kapitel enthält diese Wörter.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/guide.py" />
   <source>Search the guide</source>
   <translation>Handbuch durchsuchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/guide.py" />
   <source>Text of the chapter</source>
   <translation>Text des Kapitels</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/guide.py" />
   <source>User guide</source>
   <translation>Handbuch</translation>
  </message>
 </context>
 <context>
  <name>Help</name>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>ASC Studio %1, Apache-2.0</source>
   <translation>ASC Studio %1, Apache-2.0</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/help_menu.py" />
   <source>About ASC Studio</source>
   <translation>Über ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/folders.py" />
   <source>No file manager answers. The path is on the clipboard.</source>
   <translation>Kein Dateimanager antwortet. Der Pfad liegt in der Zwischenablage.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/help_menu.py" />
   <source>Report a problem...</source>
   <translation>Problem melden...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/help_menu.py" />
   <source>Show the logs</source>
   <translation>Protokolle anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/help_menu.py" />
   <source>User guide</source>
   <translation>Handbuch</translation>
  </message>
 </context>
 <context>
  <name>KeyField</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Type a key</source>
   <translation>Taste drücken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Type the new key</source>
   <translation>Neue Taste drücken</translation>
  </message>
 </context>
 <context>
  <name>Keys</name>
  <message>
   <location filename="../../../ascstudio/shell/keymap.py" />
   <source>Everywhere</source>
   <translation>Überall</translation>
  </message>
 </context>
 <context>
  <name>KeysDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Everywhere</source>
   <translation>Überall</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Filter the keys</source>
   <translation>Tasten filtern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>Keys on this page</source>
   <translation>Tasten dieser Seite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/key_sheet.py" />
   <source>No key for %1.</source>
   <translation>Keine Taste für %1.</translation>
  </message>
 </context>
 <context>
  <name>KeysModel</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Key</source>
   <translation>Taste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Where</source>
   <translation>Wo</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>no key</source>
   <translation>keine Taste</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>%1 clips</source>
   <translation>%1 Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>%1 more</source>
   <translation>%1 weitere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>ASC Studio</source>
   <translation>ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Dark theme</source>
   <translation>Dunkles Design</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>Done again: %1</source>
   <translation>Wiederholt: %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>Done: %1</source>
   <translation>Erledigt: %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Go to %1</source>
   <translation>Zu „%1“ gehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Go to the next region</source>
   <translation>Zum nächsten Bereich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Keys of this page</source>
   <translation>Tasten dieser Seite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Light theme</source>
   <translation>Helles Design</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>Open a project first.</source>
   <translation>Öffnen Sie zuerst ein Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Pages 1 to 8</source>
   <translation>Seiten 1 bis 8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Preferences...</source>
   <translation>Einstellungen...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Redo: %1</source>
   <translation>Wiederholen: %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Search or run a command</source>
   <translation>Suchen oder Befehl ausführen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>Show in Activity</source>
   <translation>In „Aktivität“ anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Show or hide Activity</source>
   <translation>Aktivität ein- oder ausblenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Start page</source>
   <translation>Startseite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Theme of the system</source>
   <translation>Design des Systems</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>There is nothing to do again</source>
   <translation>Es gibt nichts zu wiederholen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>There is nothing to undo</source>
   <translation>Es gibt nichts rückgängig zu machen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/general.py" />
   <source>Undo: %1</source>
   <translation>Rückgängig: %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/window.py" />
   <source>Undone: %1</source>
   <translation>Rückgängig gemacht: %1</translation>
  </message>
 </context>
 <context>
  <name>MicrophonePill</name>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Microphone open</source>
   <translation>Mikrofon offen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>The microphone is open. Show Live.</source>
   <translation>Das Mikrofon ist offen. „Live“ anzeigen.</translation>
  </message>
 </context>
 <context>
  <name>NewProjectDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>A folder cannot be called so.</source>
   <translation>So kann kein Ordner heißen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Choose…</source>
   <translation>Wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Give it a name: its folder is called so.</source>
   <translation>Geben Sie ihm einen Namen: So heißt auch sein Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>In folder</source>
   <translation>Im Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>In which folder</source>
   <translation>In welchem Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>In which folder?</source>
   <translation>In welchem Ordner?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Make the project</source>
   <translation>Projekt anlegen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Name of the project</source>
   <translation>Name des Projekts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>New project</source>
   <translation>Neues Projekt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>Such as: city walks</source>
   <translation>Etwa: Stadtspaziergänge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>The folder "{folder}" is there already; the project goes into it.</source>
   <translation>Den Ordner „{folder}“ gibt es schon; das Projekt kommt hinein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>The folder "{folder}" will be made.</source>
   <translation>Der Ordner „{folder}“ wird angelegt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>There is a file of this name already.</source>
   <translation>Eine Datei dieses Namens gibt es schon.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>There is a project of this name already. Open it, or choose another.</source>
   <translation>Ein Projekt dieses Namens gibt es schon. Öffnen Sie es, oder wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/new_project.py" />
   <source>There is no folder "{folder}".</source>
   <translation>Es gibt keinen Ordner „{folder}“.</translation>
  </message>
 </context>
 <context>
  <name>Palette</name>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>%1 more clips</source>
   <translation>%1 weitere Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Clips</source>
   <translation>Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Did you mean {word}?</source>
   <translation>Meinten Sie {word}?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Find similar</source>
   <translation>Ähnliche finden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Key for {command}</source>
   <translation>Taste für {command}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Label it</source>
   <translation>Labeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>More commands</source>
   <translation>Weitere Befehle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Nothing called %1.</source>
   <translation>Nichts heißt „%1“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Preferences, Shortcuts</source>
   <translation>Einstellungen, Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Preferences, {page}</source>
   <translation>Einstellungen, {page}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Search clips, run a command</source>
   <translation>Clips suchen, Befehl ausführen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Settings and help</source>
   <translation>Einstellungen und Hilfe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Show all in Library</source>
   <translation>Alle in der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Show in Library</source>
   <translation>In der Bibliothek anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>Show on the map</source>
   <translation>Auf der Karte anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette_sources.py" />
   <source>User guide</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>actions on a clip</source>
   <translation>Aktionen für einen Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>choose</source>
   <translation>wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>close</source>
   <translation>schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>run</source>
   <translation>ausführen</translation>
  </message>
 </context>
 <context>
  <name>PlaceLine</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Clear {what}</source>
   <translation>{what} leeren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Clear…</source>
   <translation>Leeren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Delete {size}</source>
   <translation>{size} löschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>It is not there yet</source>
   <translation>Noch nicht vorhanden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Show {what}</source>
   <translation>{what} anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>There is nothing to clear</source>
   <translation>Es gibt nichts zu leeren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>{n} file</source>
   <translation>{n} Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>{n} files</source>
   <translation>{n} Dateien</translation>
  </message>
 </context>
 <context>
  <name>Preferences</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>"{name}" could not be read.</source>
   <translation>„{name}“ war nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>"{name}" could not be written.</source>
   <translation>„{name}“ ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>"{name}" has no preferences of this studio.</source>
   <translation>„{name}“ enthält keine Einstellungen dieses Studios.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>"{name}" is no file of preferences.</source>
   <translation>„{name}“ ist keine Datei mit Einstellungen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>"{name}" says "{key} = {value}", which cannot be.</source>
   <translation>In „{name}“ steht „{key} = {value}“; das ist nicht möglich.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>24 instead of 32 pixels in the table of clips</source>
   <translation>24 statt 32 Pixel in der Tabelle der Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>A project like any other, with its recordings, its cache and its runs.</source>
   <translation>Ein Projekt wie jedes andere, mit seinen Aufnahmen, seinem Zwischenspeicher und seinen Läufen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>A start opens the last project on its last page.</source>
   <translation>Beim Start öffnet sich das letzte Projekt auf seiner letzten Seite.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>All are even to the eye and safe for colour blindness.</source>
   <translation>Alle sind fürs Auge gleichmäßig und auch bei Farbenfehlsichtigkeit lesbar.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>All clips equally loud</source>
   <translation>Alle Clips gleich laut</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>As the theme</source>
   <translation>Wie das Design</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Audio</source>
   <translation>Audio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Before a selection</source>
   <translation>Vor einer Auswahl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Brings out what is soft; the sound stays as it is.</source>
   <translation>Hebt Leises im Bild hervor; der Klang bleibt, wie er ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>By a trial</source>
   <translation>Durch einen Versuch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>By itself</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Cache of this project</source>
   <translation>Zwischenspeicher dieses Projekts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Caches</source>
   <translation>Zwischenspeicher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Choose a command and type another key. Keys of scenes stay on their buttons.</source>
   <translation>Wählen Sie einen Befehl und drücken Sie eine andere Taste. Tasten von Szenen bleiben auf ihren Knöpfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>Choose another folder: this one cannot be written to, or the disk is full.</source>
   <translation>Wählen Sie einen anderen Ordner: Dieser ist nicht beschreibbar, oder der Datenträger ist voll.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Cividis</source>
   <translation>Cividis</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Clips are played there.</source>
   <translation>Dort werden Clips abgespielt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Compact rows</source>
   <translation>Kompakte Zeilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Compute</source>
   <translation>Rechnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Computed again when they are wanted.</source>
   <translation>Werden bei Bedarf neu berechnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Dark, light, or as the system.</source>
   <translation>Dunkel, hell oder wie das System.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Demo project</source>
   <translation>Demoprojekt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Everything grows with it, 80 to 200 %</source>
   <translation>Alles wächst mit, 80 bis 200 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Frequency axis</source>
   <translation>Frequenzachse</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>From the loudest that is shown to the softest.</source>
   <translation>Vom Lautesten, das gezeigt wird, bis zum Leisesten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>From the next start on.</source>
   <translation>Ab dem nächsten Start.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>General</source>
   <translation>Allgemein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Go on where you stopped</source>
   <translation>Dort weitermachen, wo Sie aufgehört haben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Grey</source>
   <translation>Grau</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Hear one second on hovering</source>
   <translation>Beim Zeigen eine Sekunde hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Heard through</source>
   <translation>Wiedergabe über</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Highest frequency</source>
   <translation>Höchste Frequenz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>How much is heard before the stretch that was chosen.</source>
   <translation>Wie viel vor dem gewählten Stück zu hören ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>In the File menu and on the start page.</source>
   <translation>Im Menü „Datei“ und auf der Startseite.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Inferno</source>
   <translation>Inferno</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Installed</source>
   <translation>Installiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Installed beside the program.</source>
   <translation>Neben dem Programm installiert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Inverted grey</source>
   <translation>Grau umgekehrt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Its place</source>
   <translation>Speicherort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Kept</source>
   <translation>Aufbewahrt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Labels, models, places taught</source>
   <translation>Labels, Modelle, angelernte Orte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Less motion</source>
   <translation>Weniger Bewegung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Linear</source>
   <translation>Linear</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Listen to all clips for suggestions</source>
   <translation>Für Vorschläge alle Clips anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Live, Teach and recordings hear it.</source>
   <translation>„Live“, „Anlernen“ und Aufnahmen hören es.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Logs</source>
   <translation>Protokolle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Louder picture</source>
   <translation>Kräftigeres Bild</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Magma</source>
   <translation>Magma</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Mel</source>
   <translation>Mel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Networks for estimates</source>
   <translation>Netze für Schätzungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>New runs begin with it; a trial of 2 s finds what is fastest.</source>
   <translation>Neue Läufe beginnen damit; ein Versuch von 2 s findet heraus, was am schnellsten ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>No connection is opened, but to install the training pack when you ask for it. Bytes sent: 0.</source>
   <translation>Es wird keine Verbindung geöffnet, außer auf Ihren Wunsch zum Installieren des Trainingspakets. Gesendete Bytes: 0.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>No project is open</source>
   <translation>Kein Projekt ist geöffnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>No sliding or fading</source>
   <translation>Kein Gleiten oder Überblenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Not installed; Train offers it</source>
   <translation>Nicht installiert; „Trainieren“ bietet es an</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Nothing</source>
   <translation>Nichts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Nothing leaves this computer</source>
   <translation>Nichts verlässt diesen Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/exchange.py" />
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Of the picture on Label.</source>
   <translation>Für das Bild auf „Labeln“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>On Explore, under the pointer.</source>
   <translation>Auf „Erkunden“, unter dem Zeiger.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>On Label and in Library.</source>
   <translation>Auf „Labeln“ und in der Bibliothek.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>On Label, in the background, once per clip and bundle.</source>
   <translation>Auf „Labeln“, im Hintergrund, einmal je Clip und Bundle.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>On Label.</source>
   <translation>Auf „Labeln“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Overviews of recordings</source>
   <translation>Übersichten von Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Play each clip as it comes</source>
   <translation>Jeden Clip abspielen, sobald er kommt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Privacy</source>
   <translation>Privatsphäre</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Processor</source>
   <translation>Prozessor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Processor, memory, training pack</source>
   <translation>Prozessor, Speicher, Trainingspaket</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Quiet ones are raised while you listen; files stay as they are.</source>
   <translation>Leise werden beim Anhören angehoben; Dateien bleiben, wie sie sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Range</source>
   <translation>Dynamik</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Recent and pinned projects, folders of dialogs, commands of the palette.</source>
   <translation>Zuletzt geöffnete und angeheftete Projekte, Ordner von Dialogen, Befehle der Palette.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Recordings, labels, models, settings</source>
   <translation>Aufnahmen, Labels, Modelle, Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Remember recent projects</source>
   <translation>Letzte Projekte merken</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Samples: longer ones tell frequencies apart, shorter ones moments.</source>
   <translation>Abtastwerte: Längere trennen Frequenzen, kürzere Augenblicke.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Settings, logs, caches</source>
   <translation>Einstellungen, Protokolle, Zwischenspeicher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Settings, logs, the demo project and the training pack.</source>
   <translation>Einstellungen, Protokolle, das Demoprojekt und das Trainingspaket.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Show keys on buttons</source>
   <translation>Tasten auf Knöpfen anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Sixty frames a second on Live</source>
   <translation>Sechzig Bilder je Sekunde auf „Live“</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Small key caps on the scenes while you learn them</source>
   <translation>Kleine Tastenkappen auf den Szenen, solange Sie sie lernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Smoother, for about twice the work; from the next start of listening.</source>
   <translation>Flüssiger, für etwa doppelte Arbeit; ab dem nächsten Zuhören.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Some seconds of training, so that the time it takes is measured.</source>
   <translation>Einige Sekunden Training, damit die Dauer gemessen ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Spectrogram</source>
   <translation>Spektrogramm</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Spectrogram colours</source>
   <translation>Farben des Spektrogramms</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Starts and problems, without names of files.</source>
   <translation>Starts und Probleme, ohne Dateinamen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Storage</source>
   <translation>Speicherplatz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Tell when a run ends</source>
   <translation>Das Ende eines Laufs melden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Text size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>The desktop tells while another window is in front.</source>
   <translation>Der Desktop meldet es, solange ein anderes Fenster vorn ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>The system's own</source>
   <translation>Wie im System</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Theme</source>
   <translation>Design</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>This computer</source>
   <translation>Dieser Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>This file, and nothing else, holds them.</source>
   <translation>Diese Datei, und nichts sonst, enthält sie.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Threads of a run</source>
   <translation>Threads eines Laufs</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Training pack</source>
   <translation>Trainingspaket</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Try before a run</source>
   <translation>Vor einem Lauf ausprobieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Untrained students, to measure how fast they are here.</source>
   <translation>Untrainierte Schüler, um zu messen, wie schnell sie hier sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Viridis</source>
   <translation>Viridis</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>Waves of long recordings, so that they open at once.</source>
   <translation>Wellenformen langer Aufnahmen, damit sie sich sofort öffnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/storage.py" />
   <source>What bundles and teachers heard in its clips.</source>
   <translation>Was Bundles und Lehrer in seinen Clips hörten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>What is kept where</source>
   <translation>Was wo aufbewahrt wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>What is remembered</source>
   <translation>Was sich das Studio merkt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Where they were imported from</source>
   <translation>Dort, wo sie beim Import lagen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>{n} Hz</source>
   <translation>{n} Hz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>{n} dB</source>
   <translation>{n} dB</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/catalogue.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>PreferencesDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Changes apply at once</source>
   <translation>Änderungen gelten sofort</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Choose a page first</source>
   <translation>Wählen Sie zuerst eine Seite</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Everything here is as usual</source>
   <translation>Hier ist alles wie üblich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>No setting is called {what}.</source>
   <translation>Keine Einstellung heißt {what}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Preferences</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Preferences to take over</source>
   <translation>Zu übernehmende Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Reset page</source>
   <translation>Seite zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Search settings</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/dialog.py" />
   <source>Where the preferences shall go</source>
   <translation>Wohin mit den Einstellungen</translation>
  </message>
 </context>
 <context>
  <name>PreferencesPresenter</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/presenter.py" />
   <source>Something works with it now.</source>
   <translation>Gerade arbeitet etwas damit.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/presenter.py" />
   <source>{n} choices taken over</source>
   <translation>{n} Einstellungen übernommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/presenter.py" />
   <source>{n} of your choices are in {name}</source>
   <translation>{n} Ihrer Einstellungen stehen in {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/presenter.py" />
   <source>{n} others are not known here and were left out.</source>
   <translation>{n} andere sind hier unbekannt und wurden ausgelassen.</translation>
  </message>
 </context>
 <context>
  <name>ProblemDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>ASC Studio</source>
   <translation>ASC Studio</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>Something went wrong that should not</source>
   <translation>Etwas ist schiefgegangen, das nicht schiefgehen sollte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/dialogs.py" />
   <source>Your data is saved. The report holds no sound and no file names until you add them.</source>
   <translation>Ihre Daten sind gespeichert. Der Bericht enthält keinen Klang und keine Dateinamen, solange Sie keine hinzufügen.</translation>
  </message>
 </context>
 <context>
  <name>Projects</name>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>Close the project</source>
   <translation>Projekt schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>New project...</source>
   <translation>Neues Projekt...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>No project is open.</source>
   <translation>Es ist kein Projekt geöffnet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>Open a project</source>
   <translation>Projekt öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>Open a project...</source>
   <translation>Projekt öffnen...</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>Open {name}</source>
   <translation>{name} öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/projects.py" />
   <source>The project is not there any more.</source>
   <translation>Das Projekt gibt es nicht mehr.</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <location filename="../../../ascstudio/shell/rail.py" />
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/rail.py" />
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/rail.py" />
   <source>Settings</source>
   <translation>Optionen</translation>
  </message>
 </context>
 <context>
  <name>RailButton</name>
  <message>
   <location filename="../../../ascstudio/shell/rail.py" />
   <source>%1: open a project first</source>
   <translation>%1: Öffnen Sie zuerst ein Projekt</translation>
  </message>
 </context>
 <context>
  <name>Recovery</name>
  <message>
   <location filename="../../../ascstudio/shell/recovery.py" />
   <source>A recording was broken off</source>
   <translation>Eine Aufnahme wurde abgebrochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/recovery.py" />
   <source>An earlier state of this project is open</source>
   <translation>Ein früherer Stand dieses Projekts ist geöffnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/recovery.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/recovery.py" />
   <source>{n} recordings were broken off</source>
   <translation>{n} Aufnahmen wurden abgebrochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/recovery.py" />
   <source>{s} s are in the project again: all but the last moment.</source>
   <translation>{s} s sind wieder im Projekt: alles bis auf den letzten Augenblick.</translation>
  </message>
 </context>
 <context>
  <name>RememberedPanel</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>Nothing is remembered</source>
   <translation>Nichts gemerkt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>{n} entries</source>
   <translation>{n} Einträge</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/panels.py" />
   <source>{n} entry</source>
   <translation>{n} Eintrag</translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>"{name}" could not be written. Choose another folder.</source>
   <translation>„{name}“ ließ sich nicht schreiben. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Report a problem</source>
   <translation>Problem melden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Saved as "{name}"</source>
   <translation>Als „{name}“ gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Text ({kinds})</source>
   <translation>Text ({kinds})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>The report</source>
   <translation>Der Bericht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>This is all a report says: no sound, no labels, no names of files or folders. Write above it what you did and what happened, save it, and give it to whom you like.</source>
   <translation>Mehr sagt ein Bericht nicht: kein Klang, keine Labels, keine Namen von Dateien oder Ordnern. Schreiben Sie darüber, was Sie taten und was geschah, speichern Sie ihn, und geben Sie ihn, wem Sie möchten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>What I did:

What happened:

</source>
   <translation>Was ich tat:

Was geschah:

</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/report.py" />
   <source>Where the report shall go</source>
   <translation>Wohin mit dem Bericht</translation>
  </message>
 </context>
 <context>
  <name>RunNews</name>
  <message>
   <location filename="../../../ascstudio/shell/run_news.py" />
   <source>Show</source>
   <translation>Anzeigen</translation>
  </message>
 </context>
 <context>
  <name>RunRow</name>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Pause {run}</source>
   <translation>{run} pausieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Show {run}</source>
   <translation>{run} anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Start now</source>
   <translation>Jetzt starten</translation>
  </message>
 </context>
 <context>
  <name>RunRows</name>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
 </context>
 <context>
  <name>RunTold</name>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Epoch {n} of {all}</source>
   <translation>Epoche {n} von {all}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>Trying settings</source>
   <translation>Einstellungen werden versucht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>{n} windows per second</source>
   <translation>{n} Fenster je Sekunde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>{share} on the test split</source>
   <translation>{share} auf den Testclips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/run_rows.py" />
   <source>{step}: {done} of {total}</source>
   <translation>{step}: {done} von {total}</translation>
  </message>
 </context>
 <context>
  <name>ShareSlider</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/rows.py" />
   <source>{n} %</source>
   <translation>{n} %</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsPanel</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Another key?</source>
   <translation>Eine andere Taste?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Change…</source>
   <translation>Ändern…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Choose a command first</source>
   <translation>Wählen Sie zuerst einen Befehl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Commands and keys</source>
   <translation>Befehle und Tasten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Filter by command or key</source>
   <translation>Nach Befehl oder Taste filtern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Filter the commands</source>
   <translation>Befehle filtern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>It has its usual key</source>
   <translation>Er hat seine übliche Taste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>It has no key</source>
   <translation>Er hat keine Taste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>No key</source>
   <translation>Keine Taste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Reading the commands of all pages…</source>
   <translation>Die Befehle aller Seiten werden gelesen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Swap</source>
   <translation>Tauschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Swap?</source>
   <translation>Tauschen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>The new key of {what}:</source>
   <translation>Die neue Taste von {what}:</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>Usual key</source>
   <translation>Übliche Taste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts_view.py" />
   <source>{n} changed</source>
   <translation>{n} geändert</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsPresenter</name>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts.py" />
   <source>{key} is the key of a scene on the pages one labels on.</source>
   <translation>{key} ist auf den Seiten, auf denen gelabelt wird, die Taste einer Szene.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts.py" />
   <source>{key} is {commands}.</source>
   <translation>{key} ist {commands}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts.py" />
   <source>{key} moves about or closes, everywhere.</source>
   <translation>{key} dient überall zum Bewegen oder Schließen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts.py" />
   <source>{n} more</source>
   <translation>{n} weitere</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/preferences/shortcuts.py" />
   <source>{what} ({where})</source>
   <translation>{what} ({where})</translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>CPU, %1 threads</source>
   <translation>CPU, %1 Threads</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Last event: %1</source>
   <translation>Letztes Ereignis: %1</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>No connection was opened since the start. Bytes sent: 0.</source>
   <translation>Seit dem Start wurde keine Verbindung geöffnet. Gesendete Bytes: 0.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>No project open</source>
   <translation>Kein Projekt geöffnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Offline: OK</source>
   <translation>Offline: OK</translation>
  </message>
 </context>
 <context>
  <name>TopRow</name>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Live</source>
   <translation>&amp;Live</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Model</source>
   <translation>&amp;Modell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Project</source>
   <translation>&amp;Projekt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;Run</source>
   <translation>Lau&amp;f</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Menus</source>
   <translation>Menüs</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Open recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
 </context>
 <context>
  <name>_EventButton</name>
  <message>
   <location filename="../../../ascstudio/shell/bars.py" />
   <source>Last event</source>
   <translation>Letztes Ereignis</translation>
  </message>
 </context>
 <context>
  <name>_Results</name>
  <message>
   <location filename="../../../ascstudio/shell/palette.py" />
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
 </context>
</TS>
