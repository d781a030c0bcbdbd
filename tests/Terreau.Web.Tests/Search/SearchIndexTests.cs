using Terreau.Web.Search;

namespace Terreau.Web.Tests.Search;

public sealed class SearchIndexTests
{
    [Fact]
    public void Open_EmptyFolder_IsMissingAndAtTheStartOfTheJournal()
    {
        using var bench = new SearchWorkbench();

        Assert.Equal(SearchIndexState.Missing, bench.Index.State);
        Assert.Equal(0, bench.Index.Position);
        Assert.Equal(0, bench.Search(null).Total);
    }

    [Fact]
    public void Open_AfterApply_ResumesAtTheCommittedPosition()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply([SearchWorkbench.Actor("a", "Jardin"), SearchWorkbench.Actor("b", "Four")], ["b"], 42);

        bench.Reopen();

        Assert.Equal(SearchIndexState.Ready, bench.Index.State);
        Assert.Equal(42, bench.Index.Position);
        Assert.Equal(["a"], bench.Found(null));
    }

    [Fact]
    public void Apply_DocumentRefused_KeepsPositionSoThatItIsAppliedAgain()
    {
        using var bench = new SearchWorkbench().With("Jardin");
        var wrong = SearchWorkbench.Actor("b", "Four", null, new GeoPoint(248, 2));

        Assert.Throws<ArgumentException>(() => bench.Index.Apply([wrong], [], 9));

        Assert.Equal(1, bench.Index.Position);
    }

    [Fact]
    public void Apply_NothingNew_StillMovesThePosition()
    {
        using var bench = new SearchWorkbench().With("Jardin");

        bench.Index.Apply([], [], 77);
        bench.Reopen();

        Assert.Equal(77, bench.Index.Position);
        Assert.Equal(["Jardin"], bench.Found("jardin"));
    }

    [Fact]
    public void Open_FilesTornByACrash_IsCorruptAndEmptyThenRebuilt()
    {
        using var bench = new SearchWorkbench().With("Jardin", "Four");
        bench.Index.Dispose();
        foreach (var file in Directory.EnumerateFiles(bench.Folder, "*.*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var torn = new FileStream(file, FileMode.Open);
            torn.SetLength(torn.Length / 2);
        }
        File.WriteAllText(Path.Combine(bench.Folder, "current"), Path.GetFileName(Directory.EnumerateDirectories(bench.Folder).Single()));

        bench.Reopen();

        Assert.Equal(SearchIndexState.Corrupt, bench.Index.State);
        Assert.Equal(0, bench.Search(null).Total);
        bench.Index.Rebuild([SearchWorkbench.Actor("a", "Jardin")], 3);
        Assert.Equal(SearchIndexState.Ready, bench.Index.State);
        Assert.Equal(["a"], bench.Found("jardin"));
    }

    [Fact]
    public void Open_NeverFilled_IsReportedAgainAtTheNextOpening()
    {
        using var bench = new SearchWorkbench();

        bench.Reopen();
        Assert.Equal(SearchIndexState.Missing, bench.Index.State);
        bench.With("Jardin").Reopen();
        Assert.Equal(SearchIndexState.Ready, bench.Index.State);
    }

    [Fact]
    public void Open_WrittenForAnotherSchema_IsReported()
    {
        using var bench = new SearchWorkbench().With("Jardin");
        bench.Index.Dispose();

        using var other = SearchIndex.Open(OfferSchema.Schema, bench.Folder);

        Assert.Equal(SearchIndexState.OtherVersion, other.State);
        Assert.Equal(0, other.Count);
    }

    [Fact]
    public void Open_HeldByAnother_SaysSo()
    {
        using var bench = new SearchWorkbench().With("Jardin");

        Assert.Throws<SearchIndexInUseException>(() => SearchIndex.Open(ActorSchema.Schema, bench.Folder));
    }

    [Fact]
    public void Rebuild_Stopped_LeavesWhatWasThere()
    {
        using var bench = new SearchWorkbench().With("Jardin");
        using var stop = new CancellationTokenSource();
        IEnumerable<SearchDocument> Some()
        {
            yield return SearchWorkbench.Actor("b", "Four");
            stop.Cancel();
            yield return SearchWorkbench.Actor("c", "Vélo");
        }

        Assert.ThrowsAny<OperationCanceledException>(() => bench.Index.Rebuild(Some(), 5, stop.Token));

        Assert.Equal(["Jardin"], bench.Found(null));
        Assert.Equal(1, bench.Index.Position);
        Assert.Single(Directory.EnumerateDirectories(bench.Folder));
    }

    [Fact]
    public void Rebuild_DocumentRefused_TellsTheCauseAndLeavesWhatWasThere()
    {
        using var bench = new SearchWorkbench().With("Jardin");

        Assert.ThrowsAny<Exception>(() => bench.Index.Rebuild([SearchWorkbench.Actor("", "Sans identifiant")], 5));

        Assert.Equal(["Jardin"], bench.Found(null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Documents_ThatStopComing_TellWhyAsItIs(bool rebuild)
    {
        using var bench = new SearchWorkbench();
        IEnumerable<SearchDocument> Some()
        {
            for (var rank = 0; rank < 700; rank++) yield return SearchWorkbench.Actor($"a{rank}", "Jardin");
            throw new IOException("le disque est plein");
        }

        var fault = Assert.ThrowsAny<Exception>(() =>
        {
            if (rebuild) bench.Index.Rebuild(Some(), 5);
            else bench.Index.Apply(Some(), [], 5);
        });

        // Who follows the journal tries again on this, and on nothing that wraps it.
        Assert.IsType<IOException>(fault);
    }

    [Fact]
    public void Apply_MoreThanOneCoreTakes_HoldsThemAll_AndASecondTimeTheSame()
    {
        using var bench = new SearchWorkbench();
        for (var turn = 1; turn <= 2; turn++)
        {
            bench.Index.Apply(Enumerable.Range(0, 6_200).Select(rank => SearchWorkbench.Actor($"a{rank}", $"Jardin {rank}")), [$"a{turn}"],
                turn);
            Assert.Equal(6_199, bench.Search("jardin").Total);
        }
    }

    [Fact]
    public async Task Rebuild_WhileSearchedAndApplied_EveryReaderSeesOneWholeState()
    {
        using var bench = new SearchWorkbench();
        SearchDocument[] World(string word)
            => [.. Enumerable.Range(0, 200).Select(i => SearchWorkbench.Actor($"d{i}", word, facets: (ActorSchema.Label, word)))];
        bench.Index.Rebuild(World("jardin"), 1);
        using var done = new CancellationTokenSource();
        var query = new SearchQuery { Day = SearchWorkbench.Day, Take = 200 };
        var seen = new int[3];
        var readers = Enumerable.Range(0, seen.Length).Select(reader => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var page = bench.Index.Search(query);
                Assert.Equal(200, page.Total);
                Assert.Equal(200, Assert.Single(page.Facet(ActorSchema.Label).Values).Count);
                Assert.Equal(200, bench.Index.Ids(query).Count);
                Interlocked.Increment(ref seen[reader]);
            }
        })).ToList();

        for (var i = 2; i < 8; i++)
        {
            if (i % 2 == 0)
                bench.Index.Rebuild(World($"mot{i}"), i);
            else
                bench.Index.Apply(World($"mot{i}"), [], i);
            // Every reader comes by once more before the next change, however busy the machine is.
            var before = seen.ToArray();
            while (readers.TrueForAll(reader => !reader.IsCompleted) && seen.Zip(before).Any(one => one.First == one.Second))
                await Task.Delay(5);
        }
        await done.CancelAsync();

        await Task.WhenAll(readers);
        Assert.Equal(7, bench.Index.Position);
    }

    [Fact]
    public void Search_HostileText_NeverThrows()
    {
        using var bench = new SearchWorkbench().With("Jardin partagé", "L'Épicerie", "Ĳssel 漢字 مرحبا", "\ud83c\udf89 fête");
        var random = new Random(11);
        var texts = new List<string> { "\ud83c", "a\udf89", new('a', 5_000), new('"', 300), "*:* AND [a TO z]", "a~2^3", "jardin\0four",
            "l'l'l'l'", "---", "S.S.S.S.", "'''", "1 2 3 4 5 6 7 8 9 0 1 2 3 4" };
        for (var i = 0; i < 300; i++)
            texts.Add(new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(0, 0x10000))]));

        foreach (var text in texts)
            foreach (var ending in new[] { "", " " })
                Assert.InRange(bench.Search(text + ending).Total, 0, 4);
    }

    [Fact]
    public void Search_NaughtyStrings_NeverThrowsAndFindsItselfOnceIndexed()
    {
        var path = SharedText("blns.txt");
        Assert.SkipWhen(path is null, "../shared/data absent");
        var lines = File.ReadAllLines(path!).Where(l => l.Length > 0 && l[0] != '#').Distinct().ToList();
        using var bench = new SearchWorkbench();

        bench.Index.Apply(lines.Select((l, i) => SearchWorkbench.Actor($"l{i}", l, l, null, (ActorSchema.Label, l.Replace('\u001f', ' ')))),
            [], 1);

        for (var i = 0; i < lines.Count; i++)
        {
            var page = bench.Search(lines[i] + " ");
            Assert.True(page.Total > 0, lines[i]);
        }
    }

    private static string? SharedText(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", "text", name) is var path && File.Exists(path))
                return path;
        return null;
    }
}
