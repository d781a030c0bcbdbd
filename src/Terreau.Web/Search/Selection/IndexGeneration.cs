using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Terreau.Web.Data;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

/// <summary>
/// One folder of index files with the only writer they have. A rebuild makes another generation and leaves
/// this one serving until the new one takes its place.
/// </summary>
internal sealed class IndexGeneration : IDisposable
{
    private const string PositionEntry = "position";
    private const string MarkEntry = "mark";
    private const string SchemaEntry = "schema";

    // Segments stay of a like size, so that cores share a query evenly and a merge is short.
    private const double LargestSegmentMegabytes = 96;

    /// <summary>From so many on, documents are made on all cores.</summary>
    private const int FewDocuments = 500;

    /// <summary>So many are held at once.</summary>
    private const int ManyDocuments = 5_000;

    private readonly FSDirectory directory;
    private readonly IndexWriter writer;
    private readonly SearchSchema schema;
    private readonly FacetDictionary[] dictionaries;
    private readonly ConditionalWeakTable<object, SegmentColumns> columns = [];
    private readonly DocumentFields fields;
    private volatile SearchSnapshot snapshot;

    private IndexGeneration(string path, SearchSchema schema, bool create)
    {
        this.schema = schema;
        Path = path;
        dictionaries = [.. schema.Facets.Select(_ => new FacetDictionary())];
        fields = new DocumentFields(schema);
        directory = FSDirectory.Open(path);
        try
        {
            writer = new IndexWriter(directory, Configuration(create));
            try
            {
                snapshot = new SearchSnapshot(DirectoryReader.Open(writer, applyAllDeletes: true), schema, dictionaries, columns);
            }
            catch
            {
                writer.Rollback();
                throw;
            }
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    public string Path { get; }
    public JournalPlace Place { get; private set; }
    public SearchSnapshot Snapshot => snapshot;

    public static IndexGeneration Create(string path, SearchSchema schema, JournalPlace place)
    {
        System.IO.Directory.CreateDirectory(path);
        var generation = new IndexGeneration(path, schema, create: true);
        generation.Commit(place);
        return generation;
    }

    /// <summary>Opens what was last committed, after checking that every file is whole.</summary>
    /// <exception cref="CorruptIndexException">The files are damaged or incomplete.</exception>
    /// <exception cref="OtherLayoutException">They were written for another schema or by another version.</exception>
    public static IndexGeneration Open(string path, SearchSchema schema)
    {
        JournalPlace place;
        using (var directory = FSDirectory.Open(path))
        using (var reader = DirectoryReader.Open(directory))
        {
            var data = reader.IndexCommit.UserData;
            if (!data.TryGetValue(SchemaEntry, out var written) || written != schema.Fingerprint
                || !long.TryParse(data[PositionEntry], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                throw new OtherLayoutException();
            // One of before the mark has none, which no database has.
            place = new(position, data.TryGetValue(MarkEntry, out var mark) ? mark : "");
            foreach (var leaf in reader.Leaves)
                leaf.AtomicReader.CheckIntegrity();
        }
        return new IndexGeneration(path, schema, create: false) { Place = place };
    }

    public void Apply(IEnumerable<SearchDocument> upserts, IEnumerable<string> deletes, JournalPlace place)
    {
        foreach (var some in upserts.Chunk(ManyDocuments))
        {
            // A form changes one sheet; a file changes thousands, and analysing their words is the work.
            if (some.Length < FewDocuments)
            {
                foreach (var document in some) writer.UpdateDocument(new Term(DocumentFields.IdField, document.Id), fields.Of(document));
                continue;
            }
            OnAllCores(some, (document, own) => writer.UpdateDocument(new Term(DocumentFields.IdField, document.Id), own.Of(document)));
        }
        foreach (var id in deletes)
            writer.DeleteDocuments(new Term(DocumentFields.IdField, id));
        Commit(place);
    }

    /// <summary>Adds documents whose identifiers are not in the index, on several cores.</summary>
    public void Fill(IEnumerable<SearchDocument> documents, JournalPlace place, CancellationToken stop)
    {
        OnAllCores(documents, (document, own) => writer.AddDocument(own.Of(document)), stop);
        writer.WaitForMerges();
        Commit(place);
    }

    public void Dispose()
    {
        snapshot.Leave();
        fields.Dispose();
        writer.Dispose();
        directory.Dispose();
    }

    /// <summary>Each core has fields of its own. What stops one of them is told as it is, as if there were one core.</summary>
    private void OnAllCores(IEnumerable<SearchDocument> documents, Action<SearchDocument, DocumentFields> write,
        CancellationToken stop = default)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
        try
        {
            Parallel.ForEach(documents, options, () => new DocumentFields(schema), (document, _, own) =>
            {
                write(document, own);
                return own;
            }, own => own.Dispose());
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
    }

    private void Commit(JournalPlace place)
    {
        writer.SetCommitData(new Dictionary<string, string>
        {
            [PositionEntry] = place.Position.ToString(CultureInfo.InvariantCulture),
            [MarkEntry] = place.Mark,
            [SchemaEntry] = schema.Fingerprint,
        });
        writer.Commit();
        Place = place;
        if (DirectoryReader.OpenIfChanged(snapshot.Reader, writer, applyAllDeletes: true) is not { } newer)
            return;
        var previous = snapshot;
        snapshot = new SearchSnapshot(newer, schema, dictionaries, columns);
        previous.Leave();
    }

    private static IndexWriterConfig Configuration(bool create) => new(LuceneVersion.LUCENE_48, new KeywordAnalyzerStandIn())
    {
        OpenMode = create ? OpenMode.CREATE : OpenMode.APPEND,
        RAMBufferSizeMB = 32,
        // Length counts little: a long true description is no fault.
        Similarity = new BM25Similarity(1.2f, 0.35f),
        MergePolicy = new TieredMergePolicy { MaxMergedSegmentMB = LargestSegmentMegabytes },
        WriteLockTimeout = 1_000,
    };

    /// <summary>The writer asks for an analyzer; every field comes already cut into words, so it is never called on.</summary>
    private sealed class KeywordAnalyzerStandIn : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
            throw new InvalidOperationException($"The field {fieldName} should have come cut into words.");
    }
}

/// <summary>Index files that this version does not read: to be rebuilt.</summary>
internal sealed class OtherLayoutException : Exception;
