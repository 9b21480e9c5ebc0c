import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { consoleOver } from './console';
import { createWorld } from './pretend/world';

describe('signing in', () => {
  const open = consoleOver();

  it('asks for the password, then for the second factor, then shows the console', async () => {
    const world = { ...createWorld(), stage: 'anonymous' as const };
    const user = open(world);
    await user.type(await screen.findByLabelText('User name'), 'aoife');
    await user.type(screen.getByLabelText('Password'), 'right');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await user.type(await screen.findByLabelText('Six-digit code'), '123456');
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });

  it('says no more of a wrong password than that the two do not go together', async () => {
    const user = open({ ...createWorld(), stage: 'anonymous' });
    await user.type(await screen.findByLabelText('User name'), 'aoife');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('do not go together');
    expect(screen.getByLabelText('Password')).toHaveValue('');
  });

  it('puts a wrong code on its field and takes a recovery code instead', async () => {
    const user = open({ ...createWorld(), stage: 'totp' });
    await user.type(await screen.findByLabelText('Six-digit code'), '000000');
    expect(await screen.findByText(/That code is not right/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Use a recovery code instead' }));
    await user.type(screen.getByLabelText('Recovery code'), 'good-recovery');
    await user.click(screen.getByRole('button', { name: 'Verify' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });

  it('enrols by QR code and keeps the recovery codes on screen until they are saved', async () => {
    const user = open({ ...createWorld(), stage: 'enrolment' });
    expect(await screen.findByRole('img', { name: 'QR code for your authenticator' })).toBeVisible();
    await user.type(screen.getByLabelText(/six-digit code/), '123456');
    const codes = await screen.findByRole('list', { name: 'Recovery codes' });
    expect(codes.children).toHaveLength(10);
    await user.click(screen.getByRole('button', { name: 'I have saved them' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });

  it('puts a refused new password beside its field', async () => {
    const user = open({ ...createWorld(), stage: 'password-change' });
    await user.type(await screen.findByLabelText(/Password you were given/), 'given');
    await user.type(screen.getByLabelText('New password'), 'password1234');
    await user.type(screen.getByLabelText('New password again'), 'password1234');
    await user.click(screen.getByRole('button', { name: 'Change password' }));
    expect(await screen.findByText('This password is in a list of stolen ones.')).toBeVisible();
  });
});
