using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Items;
using Terreau.Web.Hosting.Subscribers;

namespace Terreau.Web.Hosting.Api;

/// <summary>The description of the API that programs read, at /openapi/v1.json; built from the endpoints themselves.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";
    public const string Route = "/openapi/{documentName}.json";

    /// <summary>Where the addresses for programs begin.</summary>
    private static readonly string[] Described = ["api/v1/", "ogc", "hsds"];

    public static IServiceCollection AddOpenData(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description
            => Array.Exists(Described, start => description.RelativePath?.StartsWith(start, StringComparison.Ordinal) == true);
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Terreau, données ouvertes du territoire",
                Version = Document,
                Description = "Les acteurs, les offres et l’orientation, sans compte ni clé ; une clé donne un débit à soi. "
                    + "Une demande mal formée reçoit une réponse 400 qui nomme le paramètre.",
                License = new OpenApiLicense { Name = ExportNotice.Licence, Url = new Uri(ExportNotice.LicenceAddress) },
            };
            // The address a document was fetched from says nothing of where it will be read.
            document.Servers = [new OpenApiServer { Url = "/" }];
            var told = context.DescriptionGroups.SelectMany(group => group.Items)
                .SelectMany(item => item.ActionDescriptor.EndpointMetadata.OfType<ApiTag>())
                .ToLookup(tag => tag.Name, tag => tag.Description, StringComparer.Ordinal);
            foreach (var tag in document.Tags ?? Enumerable.Empty<OpenApiTag>()) tag.Description = told[tag.Name ?? ""].FirstOrDefault();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["cle"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer",
                    Description = "La clé d’un partenaire, qui a son propre débit. Le manager du territoire la donne et la retire.",
                },
                ["cleEnTete"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = SubscriberAccess.KeyHeader,
                    Description = "La même clé, pour un programme qui ne sait pas écrire l’en-tête Authorization.",
                },
            };
            // Without any, or with one of the two.
            document.Security =
            [
                [], new() { [new OpenApiSecuritySchemeReference("cle", document)] = [] },
                new() { [new OpenApiSecuritySchemeReference("cleEnTete", document)] = [] },
            ];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Converter is IDescribedJson item) item.Describe(schema);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameter>())
            {
                operation.Parameters ??= [];
                var known = operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(held => held.Name == parameter.Name);
                if (known is not null) (known.Description, known.Example) = (parameter.Description, ExampleOf(parameter));
                else operation.Parameters.Add(Read(parameter));
            }
            await AddRefusalsAsync(operation, context, cancel);
        });
    });

    /// <summary>Every address may refuse in the same form (RFC 9457), whatever it says of its own refusals.</summary>
    private static async Task AddRefusalsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancel);
        context.Document?.AddComponent(nameof(ProblemDetails), schema);
        operation.Responses ??= [];
        operation.Responses.TryAdd("429", Refusal("Trop de demandes en peu de temps", context.Document));
        operation.Responses.TryAdd("default", Refusal("Toute autre demande qui n’aboutit pas", context.Document));
    }

    private static OpenApiResponse Refusal(string said, OpenApiDocument? document) => new()
    {
        Description = said,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document) },
        },
    };

    private static OpenApiParameter Read(ApiParameter parameter)
    {
        var value = new OpenApiSchema { Type = parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String };
        if (parameter.Values.Count > 0) value.Enum = [.. parameter.Values.Select(code => (JsonNode)code)];
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Example = ExampleOf(parameter),
            Explode = parameter.IsMany,
            Schema = parameter.IsMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
        };
    }

    private static JsonNode ExampleOf(ApiParameter parameter)
        => parameter.IsMany ? new JsonArray(parameter.Example)
            : parameter.IsNumber ? int.Parse(parameter.Example, System.Globalization.CultureInfo.InvariantCulture)
            : parameter.Example;
}
