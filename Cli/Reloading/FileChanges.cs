namespace Orkestra.Cli.Reloading;

/// <summary>Tells when one of some files may have changed. Folders are watched, not files: editors put another file in the place of one,
/// and a ConfigMap volume puts another folder behind a link (<c>..data</c>) that the files are links into.</summary>
internal sealed class FileChanges : IDisposable
{
    private readonly Action _changed;
    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    /// <param name="changed">Is told, on any thread, as often as something happens.</param>
    public FileChanges(Action changed) => _changed = changed;

    /// <summary>These files, and no others any more. What happened in the folders that stay is not missed.</summary>
    public void Watch(IEnumerable<string> files)
    {
        var wanted = files.SelectMany(Places).GroupBy(path => Path.GetDirectoryName(path)!, path => Path.GetFileName(path), StringComparer.Ordinal)
            .Where(folder => Directory.Exists(folder.Key))
            .ToDictionary(folder => folder.Key, folder => folder.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var gone in _folders.Keys.Where(folder => !wanted.ContainsKey(folder)).ToList())
        {
            _folders[gone].Dispose();
            _folders.Remove(gone);
        }

        foreach (var (folder, names) in wanted)
        {
            if (_folders.TryGetValue(folder, out var watched))
                watched.Names = names;
            else
                _folders[folder] = new Folder(folder, names, _changed);
        }
    }

    public void Dispose()
    {
        foreach (var folder in _folders.Values)
            folder.Dispose();
    }

    /// <summary>The file as it was named, and every place that a link to it leads to.</summary>
    private static IEnumerable<string> Places(string file)
    {
        var path = file;
        for (var links = 0; links < 16; links++)
        {
            yield return path;
            if (new FileInfo(path) is not { LinkTarget: { } target })
                yield break;
            path = Path.GetFullPath(target, Path.GetDirectoryName(path)!);
        }
    }

    private sealed class Folder : IDisposable
    {
        private readonly FileSystemWatcher _watcher;
        private readonly Action _changed;
        private HashSet<string> _names;

        public Folder(string path, HashSet<string> names, Action changed)
        {
            _names = names;
            _changed = changed;
            _watcher = new FileSystemWatcher(path) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
            _watcher.Changed += Happened;
            _watcher.Created += Happened;
            _watcher.Deleted += Happened;
            _watcher.Renamed += Happened;
            // What was missed may be anything.
            _watcher.Error += (_, _) => changed();
            _watcher.EnableRaisingEvents = true;
        }

        public HashSet<string> Names
        {
            set => Volatile.Write(ref _names, value);
        }

        public void Dispose() => _watcher.Dispose();

        private void Happened(object sender, FileSystemEventArgs happened)
        {
            var name = Path.GetFileName(happened.Name ?? "");
            if (Volatile.Read(ref _names).Contains(name) || name.StartsWith("..", StringComparison.Ordinal))
                _changed();
        }
    }
}
