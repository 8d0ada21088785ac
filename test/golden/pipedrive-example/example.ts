export const pipedriveExample = 'examples/smartdesk-to-pipedrive';
